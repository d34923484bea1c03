using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Data.Cache;

/// <summary>Makes a sweep's data set on the node that trains it.</summary>
public static class SweepData
{
    /// <summary>Draws the data set, or reads it from the node's copy of the submitter's file.</summary>
    /// <param name="spec">The sweep; it names its file by the hash of its bytes (<see cref="DataReference"/>).</param>
    /// <param name="cache">The node's copies.</param>
    /// <param name="cancellation">Ends the fetch.</param>
    /// <param name="limit">How large the data set may be; null for whatever fits into an array.</param>
    /// <returns>The data set; null if the sweep takes none.</returns>
    /// <exception cref="InvalidInputException">The file does not fit the sweep.</exception>
    /// <exception cref="DataUnavailableException">The file cannot be fetched.</exception>
    public static async Task<DataSet?> LoadAsync(
        SweepSpec spec, DataCache cache, CancellationToken cancellation, DataLimit? limit = null)
    {
        if (spec.Objective.Data?.Source is not { } source)
            return null;
        if (DataReference.In(source) is not { } hash)
            return source.Load(spec.Seed, limit);
        using var data = await cache.GetAsync(hash, cancellation).ConfigureAwait(false);
        try
        {
            return source.ReadFrom(data.Path).Load(spec.Seed, limit);
        }
        catch (InvalidInputException) when (!File.Exists(data.Path))
        {
            throw new DataUnavailableException($"{data.Path} is gone");
        }
    }
}

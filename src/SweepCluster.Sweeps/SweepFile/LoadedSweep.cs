using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>A sweep and its data, read and checked; what takes long is made when it is first asked for.</summary>
public sealed class LoadedSweep
{
    private readonly Lazy<string> _fingerprint;

    /// <summary>A sweep whose data are here.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="data">Its data; null if it takes none.</param>
    public LoadedSweep(SweepSpec spec, DataSet? data)
    {
        (Spec, Data) = (spec, data);
        _fingerprint = new Lazy<string>(() => SweepFingerprint.Of(spec, data));
        Objective = new Lazy<IObjective>(() => spec.Kind.Prepare(spec, data));
    }

    /// <summary>The sweep.</summary>
    public SweepSpec Spec { get; }

    /// <summary>Its data; null if it takes none.</summary>
    public DataSet? Data { get; }

    /// <summary>Evaluates its trials.</summary>
    public Lazy<IObjective> Objective { get; }

    /// <summary>Names the sweep and its data.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>Reads a sweep file and the data that it names.</summary>
    /// <param name="file">The sweep file.</param>
    /// <param name="sets">KEY=VALUE settings that override the file's.</param>
    /// <exception cref="InvalidInputException">Something is wrong with them; all problems.</exception>
    public static LoadedSweep Read(string file, IReadOnlyList<string> sets)
    {
        var spec = SweepFileReader.Read(file, sets);
        var data = spec.Objective.Data is { Source: var source } ? DataSetLoader.Load(source, spec.Seed) : null;
        return new LoadedSweep(spec, data);
    }
}

using SweepCluster.Cluster.Protocol;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Client;

/// <summary>Asks a cluster, remote or in this process.</summary>
public interface IClusterConnection
{
    /// <summary>Asks until there is an answer.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <param name="patience">How long to wait; null for as long as other questions do.</param>
    /// <exception cref="NoClusterException">No coordinator answers for too long.</exception>
    /// <exception cref="JournalAwayException">The cluster cannot use its journal for too long.</exception>
    /// <exception cref="RefusedException">The answer is a refusal.</exception>
    Task<T> AskAsync<T>(SweepProtocol.IFromClient question, CancellationToken cancellation, Patience? patience = null)
        where T : SweepProtocol.IToClient;

    /// <summary>Sends a data file; returns once it is stored in the cluster.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hash">The hash of its bytes.</param>
    /// <param name="progress">Hears the number of bytes stored so far; may be null.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    /// <exception cref="JournalAwayException">The cluster cannot store it now.</exception>
    /// <exception cref="RefusedException">The cluster does not take it.</exception>
    /// <exception cref="NoClusterException">No coordinator answers, or the file changes while it is sent.</exception>
    Task SendDataAsync(string path, DataHash hash, IProgress<long>? progress, CancellationToken cancellation);

    /// <summary>Draws a sweep's data set, or fetches its data file from the cluster and reads it.</summary>
    /// <param name="spec">The sweep as the cluster has it: it names its file by the hash of its bytes.</param>
    /// <param name="cancellation">Ends the fetch.</param>
    /// <param name="limit">How large the data set may be.</param>
    /// <exception cref="NoClusterException">No coordinator answers, or none has the data.</exception>
    /// <exception cref="InvalidInputException">The file does not fit the sweep, or the data is too large.</exception>
    Task<DataSet?> LoadDataAsync(SweepSpec spec, CancellationToken cancellation, DataLimit? limit = null);
}

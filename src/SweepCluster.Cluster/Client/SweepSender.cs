using System.Diagnostics;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cluster.Client;

/// <summary>Sends sweeps and their data to a cluster.</summary>
public static class SweepSender
{
    private static readonly TimeSpan SendAgain = TimeSpan.FromSeconds(2);

    /// <summary>Sends the data file, where there is one, then the sweep; returns once the cluster has it.</summary>
    /// <param name="connection">Reaches the cluster.</param>
    /// <param name="spec">The sweep; its data file is here.</param>
    /// <param name="fingerprint">Of the sweep and its data.</param>
    /// <param name="priority">Its share of the slots, against those of other sweeps; at least 1.</param>
    /// <param name="patience">How long to wait for the cluster; null for as long as other questions do.</param>
    /// <param name="cancellation">Ends the sending.</param>
    /// <param name="dataName">What its data file is called, where that is not the name that it has here.</param>
    /// <returns>The ID that the cluster knows it by.</returns>
    /// <exception cref="RefusedException">The cluster does not take it.</exception>
    /// <exception cref="NoClusterException">No coordinator answers.</exception>
    public static async Task<string> SendAsync(
        IClusterConnection connection, SweepSpec spec, string fingerprint, int priority, Patience? patience,
        CancellationToken cancellation, string? dataName = null)
    {
        var travelling = await SendDataAsync(connection, spec, dataName, patience, cancellation).ConfigureAwait(false);
        if (travelling.Length > SweepProtocol.LongestText)
            throw new RefusedException(
                $"the sweep file is longer than a cluster takes ({SweepProtocol.LongestText} characters); write long axes as ranges");
        var sweepId = $"{spec.Name}-{Guid.NewGuid().ToString("N")[..8]}";
        await connection.AskAsync<SweepProtocol.SweepAccepted>(
            new SweepProtocol.SubmitSweep(sweepId, fingerprint, travelling, priority), cancellation, patience).ConfigureAwait(false);
        return sweepId;
    }

    // The text of the sweep as it travels: its data file is named by what is in it.
    private static async Task<string> SendDataAsync(
        IClusterConnection connection, SweepSpec spec, string? dataName, Patience? patience, CancellationToken cancellation)
    {
        if (spec.Objective.Data?.Source.File is not { } file)
            return SweepFileWriter.Text(spec, path => path);
        var hash = DataHash.OfFile(file, cancellation);
        for (var since = Stopwatch.StartNew(); ;)
        {
            try
            {
                await connection.SendDataAsync(file, hash, null, cancellation).ConfigureAwait(false);
                return SweepFileWriter.Text(spec, path => DataReference.To(hash, dataName ?? Path.GetFileName(path)));
            }
            catch (JournalAwayException away) when (since.Elapsed < patience?.Trouble)
            {
                patience.Tell(new Waiting(away.Message));
                await Task.Delay(SendAgain, cancellation).ConfigureAwait(false);
            }
        }
    }
}

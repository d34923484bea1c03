using System.Diagnostics;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cluster.Client;

/// <summary>Sends sweeps and their data to a cluster.</summary>
public static class SweepSender
{
    private static readonly TimeSpan SendAgain = TimeSpan.FromSeconds(2);

    /// <summary>Sends the data or the other files, if there are any, then the sweep; returns once the cluster has it.
    /// </summary>
    /// <param name="connection">The connection to the cluster.</param>
    /// <param name="spec">The sweep; its data file is on this machine.</param>
    /// <param name="fingerprint">The fingerprint of the sweep and its data.</param>
    /// <param name="priority">The weight of its share of the slots; at least 1.</param>
    /// <param name="patience">How long to wait for the cluster; null for as long as other questions do.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    /// <param name="dataName">The data file's name in the cluster; null for the name that it has here.</param>
    /// <returns>The sweep's ID in the cluster.</returns>
    /// <exception cref="RefusedException">The cluster does not take it.</exception>
    /// <exception cref="NoClusterException">No coordinator answers.</exception>
    public static async Task<string> SendAsync(
        IClusterConnection connection, SweepSpec spec, string fingerprint, int priority, Patience? patience,
        CancellationToken cancellation, string? dataName = null)
    {
        var text = await SendDataAsync(connection, spec, dataName, patience, cancellation).ConfigureAwait(false);
        if (text.Length > SweepProtocol.LongestText)
            throw new RefusedException(
                $"the sweep file is longer than a cluster takes ({SweepProtocol.LongestText} characters); "
                + "write long axes as ranges");
        var sweepId = $"{spec.Name}-{Guid.NewGuid().ToString("N")[..8]}";
        var submit = new SweepProtocol.SubmitSweep(sweepId, fingerprint, text, priority);
        await connection.AskAsync<SweepProtocol.SweepAccepted>(submit, cancellation, patience).ConfigureAwait(false);
        return sweepId;
    }

    // Returns the sweep file for the cluster: it names the data file by its hash, for paths mean nothing there.
    private static async Task<string> SendDataAsync(
        IClusterConnection connection, SweepSpec spec, string? dataName, Patience? patience,
        CancellationToken cancellation)
    {
        using var scratch = spec.Objective.FilesFolder is null ? null : ScratchFolder.ForSent();
        if ((scratch is null ? spec.Objective.Data?.Source.File : PackedIn(scratch, spec)) is not { } file)
            return SweepFileWriter.Text(spec, path => path);
        var hash = DataHash.OfFile(file, cancellation);
        for (var since = Stopwatch.StartNew(); ;)
        {
            try
            {
                await connection.SendDataAsync(file, hash, null, cancellation).ConfigureAwait(false);
                return SweepFileWriter.Text(spec, path => DataReference.To(hash, dataName ?? Path.GetFileName(path)));
            }
            catch (JournalAwayException away) when (since.Elapsed < patience?.Outage)
            {
                patience.Tell(new Waiting(away.Message));
                await Task.Delay(SendAgain, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static string PackedIn(ScratchFolder scratch, SweepSpec spec)
    {
        var package = Path.Combine(scratch.Path, "files.tar");
        FilePackage.Write(spec.Objective.FilesFolder!, spec.Kind.FilesOf(spec), package);
        return package;
    }
}

using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work.Training;

/// <summary>Keeps files of trials in the cluster's store of data, from where clients and workers fetch them.</summary>
/// <param name="cache">The node's copies of what is stored there.</param>
/// <param name="servers">The data servers known now: functions that send a message and return its answer.</param>
/// <param name="clock">The clock.</param>
internal sealed class ClusterFiles(
    DataCache cache, Func<IReadOnlyList<Func<object, TimeSpan, Task<object>>>> servers, TimeProvider clock)
    : IFileKeeper
{
    // An upload goes on where it was begun, as long as there is an answer from there.
    private int _preferred;

    /// <inheritdoc/>
    public string Keep(
        string folder, IReadOnlyCollection<string> names, KeepingTerm term, CancellationToken cancellation)
    {
        using var scratch = ScratchFolder.ForSent();
        var package = Path.Combine(scratch.Path, "files.tar");
        // What is removed with a checkpoint must not be what is kept with a result, though their files be the same.
        FilePackage.Write(folder, names, package, term == KeepingTerm.Checkpoint ? clock.GetUtcNow() : null);
        var hash = DataHash.OfFile(package, cancellation);
        Transfer(() => new DataSender(AskAsync).SendAsync(package, hash, null, cancellation));
        return DataReference.To(hash, null);
    }

    /// <inheritdoc/>
    public void Bring(string name, string folder, CancellationToken cancellation)
    {
        var hash = DataReference.HashIn(name) ?? throw new IOException($"{name} names nothing that is kept");
        Transfer(async () =>
        {
            using var package = await cache.GetAsync(hash, cancellation).ConfigureAwait(false);
            FilePackage.Read(package.Path, folder);
        });
    }

    /// <inheritdoc/>
    public void Forget(string name)
    {
        if (DataReference.HashIn(name) is not { } hash)
            return;
        foreach (var server in servers())
            DataAsking.TryAsync(server, new DataProtocol.ForgetData(hash), CancellationToken.None)
                .GetAwaiter().GetResult();
    }

    private static void Transfer(Func<Task> transfer)
    {
        try
        {
            transfer().GetAwaiter().GetResult();
        }
        catch (Exception cause) when (cause is DataRefusedException or DataUnavailableException)
        {
            throw new IOException(cause.Message, cause);
        }
    }

    private async Task<object> AskAsync(object message, TimeSpan within)
    {
        var (known, preferred) = (servers(), _preferred);
        if (known.Count == 0)
        {
            await Task.Delay(within, clock).ConfigureAwait(false);
            throw new DataUnavailableException("no coordinator is known");
        }

        try
        {
            return await known[preferred % known.Count](message, within).ConfigureAwait(false);
        }
        catch
        {
            Interlocked.CompareExchange(ref _preferred, (preferred + 1) & int.MaxValue, preferred);
            throw;
        }
    }
}

using SweepCluster.Cli.Hosting;
using SweepCluster.Cluster.Node;

namespace SweepCluster.Cli.Nodes;

/// <summary>Keeps a node running until it is told to stop.</summary>
internal static class NodeRun
{
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(2);

    /// <summary>Starts it, and starts it again if it has lost its cluster.</summary>
    /// <param name="what">What it is, for people.</param>
    /// <param name="start">Starts it once.</param>
    /// <param name="cancellation">Tells it to stop.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string what, Func<CancellationToken, Task<ClusterNode>> start, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await using var node = await start(cancellation).ConfigureAwait(false);
                if (!node.Ended.IsCompleted)
                    await Console.Error.WriteLineAsync($"{what} is up at {node.Address}").ConfigureAwait(false);
                await Task.WhenAny(node.Ended, Told(cancellation)).ConfigureAwait(false);
                if (cancellation.IsCancellationRequested)
                    await Task.WhenAny(node.LeaveAsync(), Task.Delay(LeaveWithin, CancellationToken.None))
                        .ConfigureAwait(false);
                else
                    await Console.Error.WriteLineAsync($"{what} has lost its cluster; joining again")
                        .ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                break;
            }
        }

        await Console.Error.WriteLineAsync($"{what} has left").ConfigureAwait(false);
        return ExitCode.Success;
    }

    private static Task Told(CancellationToken cancellation) =>
        Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
}

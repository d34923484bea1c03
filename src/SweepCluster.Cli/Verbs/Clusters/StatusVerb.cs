using System.CommandLine;
using SweepCluster.Cli.Clients;
using SweepCluster.Cli.Display;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cluster.Client;

namespace SweepCluster.Cli.Verbs.Clusters;

/// <summary><c>sweep status</c>: how one sweep of a cluster stands.</summary>
internal static class StatusVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var verb = new ClusterVerb(
            "status", "Says how a sweep stands.\n\nExample: sweep status keras-decay-3f9a1c02 --cluster 10.0.0.1:4053");
        var id = verb.SweepId();
        return verb.Does(async (parsed, connection, cancellation) =>
        {
            var sweep = new RemoteSweep(connection, parsed.GetRequiredValue(id), TimeProvider.System);
            var reply = await sweep.StatusAsync(cancellation).ConfigureAwait(false);
            foreach (var line in StatusWords.Lines(reply.Status))
                Console.WriteLine(line);
            return ExitCode.Success;
        });
    }
}

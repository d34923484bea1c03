using System.CommandLine;
using Spectre.Console;
using SweepCluster.Cli.Clients;
using SweepCluster.Cli.Display;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Cli.Verbs.Clusters;

/// <summary><c>sweep nodes</c>: which nodes a cluster has.</summary>
internal static class NodesVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var verb = new ClusterVerb(
            "nodes", "Lists the nodes of a cluster.\n\nExample: sweep nodes --cluster 10.0.0.1:4053");
        return verb.Does(async (_, connection, cancellation) =>
        {
            var list = await connection.AskAsync<SweepProtocol.NodeList>(new SweepProtocol.ListNodes(), cancellation)
                .ConfigureAwait(false);
            var table = new Table().Border(TableBorder.Rounded)
                .AddColumns("node", "role", "state", "slots", "busy", "updates/s");
            var hasGpus = list.Nodes.Any(node => node.Gpus > 0);
            if (hasGpus)
                table.AddColumn("GPUs");
            foreach (var node in list.Nodes)
            {
                var isWorker = node.Slots > 0;
                string[] cells =
                [
                    Markup.Escape(Shown.Plain(node.Address)),
                    Markup.Escape(Shown.Plain(node.Role)),
                    Markup.Escape(Shown.Plain(node.Problem.Length > 0 ? $"{node.State}: {node.Problem}" : node.State)),
                    isWorker ? StatusWords.Of(node.Slots) : "",
                    isWorker ? StatusWords.Of(node.Busy) : "",
                    isWorker ? RateWords.Of(node.UpdatesPerSecond) : "",
                ];
                table.AddRow(hasGpus ? [.. cells, isWorker ? StatusWords.Of(node.Gpus) : ""] : cells);
            }

            Terminal.Output().Write(table);
            return ExitCode.Success;
        });
    }
}

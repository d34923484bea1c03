using System.CommandLine;
using Spectre.Console;
using SweepCluster.Cli.Clients;
using SweepCluster.Cli.Display;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Problems;

namespace SweepCluster.Cli.Verbs.Clusters;

/// <summary><c>sweep list</c>: which sweeps a cluster has.</summary>
internal static class ListVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var verb = new ClusterVerb(
            "list", "Lists the sweeps of a cluster.\n\nExample: sweep list --cluster 10.0.0.1:4053");
        return verb.Does(async (_, connection, cancellation) =>
        {
            var list = await connection.AskAsync<SweepProtocol.SweepList>(new SweepProtocol.ListSweeps(), cancellation)
                .ConfigureAwait(false);
            var table = new Table().Border(TableBorder.Rounded)
                .AddColumns("sweep", "phase", "done", "planned", "in training", "priority", "submitted (UTC)");
            foreach (var sweep in list.Sweeps)
            {
                table.AddRow(
                    Markup.Escape(Shown.Line(sweep.SweepId)),
                    StatusWords.Of(sweep.Phase),
                    StatusWords.Done(sweep),
                    StatusWords.Of(sweep.Account.Planned),
                    StatusWords.Of(sweep.Running),
                    StatusWords.Of(sweep.Priority),
                    StatusWords.Of(sweep.SubmittedAt));
            }

            Terminal.Output().Write(table);
            foreach (var sweep in list.Sweeps.Where(sweep => sweep.Problem.Length > 0))
                Console.WriteLine($"{sweep.SweepId}: {sweep.Problem}");
            return ExitCode.Success;
        });
    }
}

using System.CommandLine;
using SweepCluster.Cli.Arguments;
using SweepCluster.Cli.Clients;

namespace SweepCluster.Cli.Verbs.Clusters;

/// <summary><c>sweep submit</c>: sends a sweep and its data to a cluster.</summary>
internal static class SubmitVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var verb = new ClusterVerb(
            "submit",
            "Sends a sweep and its data to a cluster, follows it to its end, prints the ranked table "
            + "and writes the results.\n\n"
            + "Example: sweep submit hocon/sweeps/keras-decay.hocon --cluster 10.0.0.1:4053 --out runs/first");
        var file = verb.Add(SharedArguments.File());
        var set = verb.Add(SharedArguments.Set());
        var folder = verb.Add(SharedArguments.Out("Where the results go; runs/NAME by default."));
        var detach = verb.Add(new Option<bool>("--detach")
        {
            Description = "Does not wait: prints the sweep's ID and ends.",
        });
        var quiet = verb.Add(new Option<bool>("--quiet") { Description = "Says nothing but errors, and the ID." });
        var priority = verb.Add(SharedArguments.Count(
            "--priority",
            "The sweep's share of the slots against those of other sweeps: 2 gets twice as many as 1.",
            "N", 1, 1000, fallback: 1));
        return verb.Does((parsed, connection, cancellation) => Submission.RunAsync(
            new SubmitOptions(
                parsed.GetRequiredValue(file),
                parsed.GetValue(folder),
                parsed.GetValue(set) ?? [],
                parsed.GetValue(priority),
                parsed.GetValue(detach),
                parsed.GetValue(quiet)),
            connection,
            cancellation));
    }
}

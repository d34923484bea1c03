using System.CommandLine;
using SweepCluster.Cli.Arguments;
using SweepCluster.Cli.Clients;
using SweepCluster.Cli.Explaining;
using SweepCluster.Cli.Folders;
using SweepCluster.Cli.Hosting;
using SweepCluster.Programs.Commands;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep logs</c>: what a trial's program has printed.</summary>
internal static class LogsVerb
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var verb = new ClusterVerb(
            "logs",
            "Prints what a trial's program has printed: its output to stdout, its errors to stderr.\n\n"
            + "Example: sweep logs runs/python 12\n"
            + "Example: sweep logs python-3f9a1c02 12 --cluster 10.0.0.1:4053 --follow");
        var about = verb.Add(new Argument<string>("DIR|ID")
        {
            Description = "The folder of a sweep of programs, or the ID of a cluster's sweep.",
        });
        var trial = verb.Add(new Argument<long>("TRIAL")
        {
            Description = "The trial's id.",
            CustomParser = result => SharedArguments.Whole(result, "TRIAL", 0, long.MaxValue) ?? 0,
        });
        var follow = verb.Add(
            new Option<bool>("--follow") { Description = "Goes on with what it prints, until Ctrl-C." });
        return verb.Does(
            (parsed, namesCluster) => ClusterVerb.IsHere(parsed.GetRequiredValue(about), namesCluster)
                ? cancellation =>
                {
                    var folder = FolderOf(parsed.GetRequiredValue(about), parsed.GetValue(trial));
                    PrintAsync(folder, parsed.GetValue(follow), cancellation).GetAwaiter().GetResult();
                    return ExitCode.Success;
                }
            : null,
            async (parsed, connection, cancellation) =>
            {
                var output = new RemoteOutput(connection, parsed.GetRequiredValue(about), parsed.GetValue(trial));
                await output.PrintAsync(parsed.GetValue(follow), cancellation).ConfigureAwait(false);
                return ExitCode.Success;
            });
    }

    private static string FolderOf(string folder, long trialId)
    {
        FinishedFolder.Require(folder, OutputFolder.SweepFileName);
        var spec = SweepFileReader.Read(Path.Combine(folder, OutputFolder.SweepFileName), []);
        TrialOutput.Require(folder, spec, trialId);
        return TrialOutput.FolderOf(folder, spec, trialId);
    }

    private static async Task PrintAsync(string folder, bool follow, CancellationToken cancellation)
    {
        using var output = new GrowingText(Path.Combine(folder, TrialFileNames.Output));
        using var errors = new GrowingText(Path.Combine(folder, TrialFileNames.Errors));
        do
        {
            await output.CopyToAsync(Console.Out, cancellation).ConfigureAwait(false);
            await errors.CopyToAsync(Console.Error, cancellation).ConfigureAwait(false);
            if (follow)
                await Task.Delay(Glance, cancellation).ConfigureAwait(false);
        }
        while (follow);
    }
}

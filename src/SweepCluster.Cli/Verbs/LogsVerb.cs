using System.CommandLine;
using SweepCluster.Cli.Arguments;
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
        var folder = new Argument<string>("DIR") { Description = "The folder of a sweep of programs." };
        var trial = new Argument<long>("TRIAL")
        {
            Description = "The trial's id.",
            CustomParser = result => SharedArguments.Whole(result, "TRIAL", 0, long.MaxValue) ?? 0,
        };
        var follow = new Option<bool>("--follow") { Description = "Goes on with what it prints, until Ctrl-C." };
        var command = new Command(
            "logs",
            "Prints what a trial's program has printed: its output to stdout, its errors to stderr.\n\n"
            + "Example: sweep logs runs/python 12")
        {
            folder, trial, follow,
        };
        command.SetAction((parsed, cancellation) => VerbGuard.RunAsync(async () =>
        {
            var path = parsed.GetRequiredValue(folder);
            await PrintAsync(
                FolderOf(path, parsed.GetValue(trial)), parsed.GetValue(follow), cancellation).ConfigureAwait(false);
            return ExitCode.Success;
        }));
        return command;
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

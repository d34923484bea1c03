using System.CommandLine;
using SweepCluster.Cli.Explaining;
using SweepCluster.Cli.Running;
using SweepCluster.Cli.Verifying;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep explain</c>: why a trial of a finished sweep ended as it did.</summary>
internal static class ExplainVerb
{
    /// <summary>The verb with its arguments.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR|FILE") { Description = "The folder of a finished sweep, or a sweep file." };
        var trial = new Argument<long?>("TRIAL")
        {
            Description = "The trial's id, as summary.csv has it; with a sweep file, none: all trials that cannot converge are explained.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var tries = new Option<bool>("--try")
        {
            Description = "Trains the trial with the first change that is expected to mend it, and shows both ends side by side.",
        };
        var command = new Command(
            "explain",
            "Says why a trial ended as it did, with the numbers, and what would mend it; trains the trial again for that. "
            + "Of a sweep file, says before any training which trials cannot converge.\n\n"
            + "Example: sweep explain runs/keras-decay 12 --try")
        {
            folder, trial, tries,
        };
        command.SetAction((parsed, cancellation) => SweepCommand.GuardAsync(() => Task.FromResult(Run(
            parsed.GetRequiredValue(folder), parsed.GetValue(trial), parsed.GetValue(tries), cancellation))));
        return command;
    }

    private static int Run(string path, long? trialId, bool tries, CancellationToken cancellation)
    {
        if (trialId is { } id)
            return ExplainTrial(path, id, tries, cancellation);
        if (tries || Directory.Exists(path))
            throw new UnusableFolderException(
                $"name the folder of a finished sweep and one of its trials, such as 'sweep explain {Folder(path)} 0'.");
        foreach (var line in InVain.Explain(path))
            Console.WriteLine(line);
        return ExitCode.Success;
    }

    private static string Folder(string path) => Directory.Exists(path) ? path : "runs/keras-decay";

    private static int ExplainTrial(string folder, long trialId, bool tries, CancellationToken cancellation)
    {
        var recorded = RecordedSweep.Read(folder);
        var order = new TrialOrder(recorded.Spec);
        if (trialId < 0 || trialId >= order.Planned)
            throw new UnusableFolderException($"{folder} has no trial {trialId}; its trials are 0 to {order.Planned - 1}.");
        if (recorded.Rows.WithoutResult(trialId) is { } state)
        {
            Console.WriteLine($"Trial {trialId} is {state.ToString().ToUpperInvariant()} and has no result to explain.");
            return ExitCode.Success;
        }

        TrialAnswer.Print(recorded.Sweep, order[order.PlaceOf(trialId)], tries, cancellation);
        return ExitCode.Success;
    }
}

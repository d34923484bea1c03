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
        var command = new Command(
            "explain",
            "Says why a trial ended as it did, with the numbers, and what would mend it; trains the trial again for that. "
            + "Of a sweep file, says before any training which trials cannot converge.\n\n"
            + "Example: sweep explain runs/keras-decay 12")
        {
            folder, trial,
        };
        command.SetAction((parsed, cancellation) => SweepCommand.GuardAsync(() => Task.FromResult(Run(
            parsed.GetRequiredValue(folder), parsed.GetValue(trial), cancellation))));
        return command;
    }

    private static int Run(string path, long? trialId, CancellationToken cancellation)
    {
        if (trialId is { } id)
            return ExplainTrial(path, id, cancellation);
        if (Directory.Exists(path))
            throw new UnusableFolderException($"{path} is a folder: name a trial too, such as 'sweep explain {path} 0'.");
        foreach (var line in InVain.Explain(path))
            Console.WriteLine(line);
        return ExitCode.Success;
    }

    private static int ExplainTrial(string folder, long trialId, CancellationToken cancellation)
    {
        var sweep = RecordedSweep.Read(folder);
        var order = new TrialOrder(sweep.Spec);
        if (trialId < 0 || trialId >= order.Planned)
            throw new UnusableFolderException($"{folder} has no trial {trialId}; its trials are 0 to {order.Planned - 1}.");
        if (sweep.Rows.WithoutResult(trialId) is { } state)
        {
            Console.WriteLine($"Trial {trialId} is {state.ToString().ToUpperInvariant()} and has no result to explain.");
            return ExitCode.Success;
        }

        var place = order.PlaceOf(trialId);
        var outcome = sweep.Trainer.Train([place], cancellation).Trials[0];
        var at = outcome.DivergedAtUpdate is { } update ? $" at update {update}" : "";
        Console.WriteLine($"Trial {trialId} {outcome.Verdict.ToString().ToUpperInvariant()}{at}.");
        foreach (var sentence in new Explanation(sweep.Trainer, order[place]).Why(outcome.Verdict))
            Console.WriteLine(sentence);
        return ExitCode.Success;
    }
}

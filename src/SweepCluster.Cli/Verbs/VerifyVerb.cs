using System.CommandLine;
using SweepCluster.Cli.Arguments;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Verifying;
using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep verify</c>: trains trials of a finished sweep again and compares them bit by bit.</summary>
internal static class VerifyVerb
{
    private const int MostByDefault = 1000;
    private const int MostShown = 10;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of a finished sweep." };
        var sample = SharedArguments.Count(
            "--sample",
            $"How many trials to train again; all of them up to {MostByDefault} by default.",
            "K", 1, int.MaxValue, MostByDefault);
        var seed = new Option<long>("--seed")
        {
            Description = "Draws the sample.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
            CustomParser = result => SharedArguments.Whole(result, "--seed", long.MinValue, long.MaxValue) ?? 1,
        };
        var command = new Command(
            "verify",
            "Trains trials of a finished sweep again on this machine "
            + "and compares every cell of their rows in summary.csv.\n\n"
            + "Example: sweep verify runs/keras-decay --sample 20")
        {
            folder, sample, seed,
        };
        command.SetAction((parsed, cancellation) => VerbGuard.RunAsync(() => Task.FromResult(Run(
            parsed.GetRequiredValue(folder), parsed.GetValue(sample), parsed.GetValue(seed), cancellation))));
        return command;
    }

    private static int Run(string folder, int count, long seed, CancellationToken cancellation)
    {
        var recorded = RecordedSweep.Read(folder);
        using var sweep = recorded.Sweep;
        var verification = new Verification(recorded);
        var withResult = verification.WithResult.ToList();
        var trials = TrialSample.Draw(withResult, count, seed);
        var differences = verification.Of(trials, cancellation);
        foreach (var difference in differences.Take(MostShown))
            Console.WriteLine(difference);
        if (differences.Count > MostShown)
            Console.WriteLine($"and {differences.Count - MostShown} more");
        var drawn = trials.Length < withResult.Count ? $", drawn with --seed {seed}" : "";
        var skipped = verification.Planned - withResult.Count;
        var equal = differences.Count == 0
            ? "all bits equal."
            : $"{CountWords.Of(differences.Count, "difference")}.";
        var rest = skipped == 0
            ? ""
            : $" {skipped} FAILED or CANCELLED {(skipped == 1 ? "trial has" : "trials have")} nothing to verify.";
        Console.WriteLine(
            $"Verified {trials.Length} of {CountWords.Of(verification.Planned, "trial")}{drawn}: {equal}{rest}");
        return differences.Count == 0 ? ExitCode.Success : ExitCode.Incomplete;
    }
}

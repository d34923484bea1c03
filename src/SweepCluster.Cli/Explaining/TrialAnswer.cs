using SweepCluster.Cli.Display;
using SweepCluster.Cli.Running;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cli.Explaining;

/// <summary>What <c>sweep explain</c> prints of one trial.</summary>
internal static class TrialAnswer
{
    /// <summary>Trains the trial again and says why it ends so; where asked, trains it mended and shows both.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static void Print(LoadedSweep sweep, Trial trial, bool tries, CancellationToken cancellation)
    {
        var place = new TrialOrder(sweep.Spec).PlaceOf(trial.Id);
        var outcome = sweep.Trainer.Value.Train([place], cancellation).Trials[0];
        var at = outcome.DivergedAtUpdate is { } update ? $" at update {update}" : "";
        Console.WriteLine($"Trial {trial.Id} {outcome.Verdict.ToString().ToUpperInvariant()}{at}.");
        var mends = outcome.Verdict == Verdict.Converged ? [] : Mend.For(sweep, trial);
        foreach (var sentence in new Explanation(sweep, trial).Why(outcome.Verdict, mends))
            Console.WriteLine(sentence);
        if (tries)
            Try(sweep, trial, outcome, mends, cancellation);
    }

    private static void Try(
        LoadedSweep sweep, Trial trial, TrialOutcome before, IReadOnlyList<Mend> mends, CancellationToken cancellation)
    {
        if (mends.Count == 0)
        {
            Console.WriteLine("There is nothing to try.");
            return;
        }

        var mend = mends[0];
        var after = mend.Try(cancellation);
        Console.WriteLine($"Trained again with {mend.Words}: "
            + (after.Verdict == Verdict.Converged ? "that mends it." : "that does not mend it."));
        Terminal.Output().Write(Comparison.Of(sweep, sweep.Trainer.Value.Settings(trial), before, mend, after));
    }
}

using SweepCluster.Cli.Display;
using SweepCluster.Cli.Running;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cli.Explaining;

/// <summary>What <c>sweep explain</c> prints of one trial.</summary>
/// <param name="sweepName">What to call the sweep: its folder or its ID.</param>
/// <param name="spec">The sweep.</param>
/// <param name="trialId">The trial.</param>
/// <param name="tries">Whether to train it mended too.</param>
internal sealed class TrialAnswer(string sweepName, SweepSpec spec, long trialId, bool tries)
{
    private readonly TrialOrder _order = new(spec);

    /// <summary>Trains the trial again and says why it ends so; where asked, trains it mended and shows both.</summary>
    /// <param name="withoutResult">The state of a trial that has no result; null for any other.</param>
    /// <param name="load">Gives the sweep with its data.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <exception cref="UnusableFolderException">The sweep has no such trial.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public void Print(Func<long, TrialState?> withoutResult, Func<LoadedSweep> load, CancellationToken cancellation)
    {
        if (trialId < 0 || trialId >= _order.Planned)
            throw new UnusableFolderException($"{sweepName} has no trial {trialId}; its trials are 0 to {_order.Planned - 1}.");
        if (withoutResult(trialId) is { } state)
            Console.WriteLine($"Trial {trialId} is {state.ToString().ToUpperInvariant()} and has no result to explain.");
        else
            Explain(load(), cancellation);
    }

    private void Explain(LoadedSweep sweep, CancellationToken cancellation)
    {
        var place = _order.PlaceOf(trialId);
        var trial = _order[place];
        var outcome = sweep.Trainer.Value.Train([place], cancellation).Trials[0];
        var at = outcome.DivergedAtUpdate is { } update ? $" at update {update}" : "";
        Console.WriteLine($"Trial {trialId} {outcome.Verdict.ToString().ToUpperInvariant()}{at}.");
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

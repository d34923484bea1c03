using SweepCluster.Cli.Display;
using SweepCluster.Cli.Running;
using SweepCluster.Sweeps.Explaining;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

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
        var explained = ExplainedTrial.Of(sweep, trialId, cancellation);
        foreach (var sentence in explained.Sentences)
            Console.WriteLine(sentence);
        if (tries)
            Try(sweep, explained, cancellation);
    }

    private static void Try(LoadedSweep sweep, ExplainedTrial explained, CancellationToken cancellation)
    {
        if (explained.Mends.All.Count == 0)
            Console.WriteLine("There is nothing to try.");
        foreach (var mend in explained.Mends.All)
        {
            var after = mend.Try(cancellation);
            var mends = after.Verdict == Verdict.Converged;
            Console.WriteLine($"Trained again with {mend.Words}: {(mends ? "that mends it" : "that does not mend it")}.");
            if (mends || mend == explained.Mends.All[^1])
                Terminal.Output().Write(Comparison.Of(
                    sweep, sweep.Trainer.Value.Settings(explained.Trial), explained.Outcome, mend, after));
            if (mends)
                return;
        }
    }
}

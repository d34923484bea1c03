using Spectre.Console;
using SweepCluster.Cli.Display;
using SweepCluster.Cli.Folders;
using SweepCluster.Sweeps.Explaining;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Explaining;

/// <summary>What <c>sweep explain</c> prints about one trial.</summary>
/// <param name="sweepName">What to call the sweep: its folder or its ID.</param>
/// <param name="spec">The sweep.</param>
/// <param name="trialId">The trial.</param>
/// <param name="tries">Whether to train it with remedies too.</param>
internal sealed class TrialAnswer(string sweepName, SweepSpec spec, long trialId, bool tries)
{
    private readonly TrialOrder _order = new(spec);

    /// <summary>Trains the trial again and says why it ends so; on request, trains it with remedies too.</summary>
    /// <param name="withoutResult">The state of a trial that has no result; null for any other.</param>
    /// <param name="load">Gives the sweep with its data.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <exception cref="UnusableFolderException">The sweep has no such trial.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public void Print(Func<long, TrialState?> withoutResult, Func<LoadedSweep> load, CancellationToken cancellation)
    {
        if (trialId < 0 || trialId >= _order.Planned)
            throw new UnusableFolderException(
                $"{sweepName} has no trial {trialId}; its trials are 0 to {_order.Planned - 1}.");
        if (withoutResult(trialId) is { } state)
            Console.WriteLine(
                $"Trial {trialId} is {state.ToString().ToUpperInvariant()} and has no result to explain.");
        else
            Explain(load(), cancellation);
    }

    /// <summary>The kind of objective that explains the trials of a sweep.</summary>
    /// <exception cref="UnusableFolderException">The kind explains nothing.</exception>
    public static IExplains ExplainerOf(SweepSpec spec) => spec.Kind as IExplains
        ?? throw new UnusableFolderException($"Trials of {spec.Kind.Word} have no explanation.");

    private void Explain(LoadedSweep sweep, CancellationToken cancellation)
    {
        var explainer = ExplainerOf(sweep.Spec);
        var outcome = sweep.Objective.Value.Evaluate([_order.PlaceOf(trialId)], cancellation).Trials[0];
        var explained = explainer.Explain(sweep, trialId, outcome, cancellation);
        foreach (var sentence in explained.Sentences)
            Console.WriteLine(sentence);
        if (tries)
            Try(explained.Remedies, cancellation);
    }

    private static void Try(IReadOnlyList<IRemedy> remedies, CancellationToken cancellation)
    {
        if (remedies.Count == 0)
            Console.WriteLine("There is nothing to try.");
        foreach (var remedy in remedies)
        {
            var result = remedy.Evaluate(cancellation);
            var verdict = result.IsMended ? "that mends it" : "that does not mend it";
            Console.WriteLine($"Trained again with {remedy.Words}: {verdict}.");
            if (result.IsMended || remedy == remedies[^1])
                Terminal.Output().Write(Comparison(result));
            if (result.IsMended)
                return;
        }
    }

    private static Table Comparison(RemedyResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (var head in new[] { "before", "after" })
            table.AddColumn(new TableColumn(head).RightAligned());
        foreach (var (name, before, after) in result.Compared)
            table.AddRow(new Text(name), new Text(before), new Text(after));
        return table;
    }
}

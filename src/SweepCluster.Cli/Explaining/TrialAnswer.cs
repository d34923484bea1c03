using Spectre.Console;
using SweepCluster.Cli.Display;
using SweepCluster.Cli.Folders;
using SweepCluster.Sweeps.Explaining;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Explaining;

/// <summary>What <c>sweep explain</c> prints about one trial.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="trialId">The trial.</param>
/// <param name="tries">Whether to train it with remedies too.</param>
internal sealed class TrialAnswer(ExplainedSweep sweep, long trialId, bool tries)
{
    private readonly TrialOrder _order = sweep.Summary.Order;

    /// <summary>Says why the trial ended as it did; on request, trains it with remedies too.</summary>
    /// <param name="cancellation">Ends the training.</param>
    /// <exception cref="UnusableFolderException">The sweep has no such trial.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public void Print(CancellationToken cancellation)
    {
        if (trialId < 0 || trialId >= _order.Planned)
            throw new UnusableFolderException(
                $"{sweep.Name} has no trial {trialId}; its trials are 0 to {_order.Planned - 1}.");
        var state = sweep.StateOf(trialId);
        if (sweep.WhyStopped(trialId) is { } why)
            Console.WriteLine(why);
        if (state is TrialState.Failed or TrialState.Cancelled or TrialState.Waiting or TrialState.Running)
            PrintFailures(state);
        else if (sweep.Spec.Kind is IExplains explains)
            Explain(explains, cancellation);
        else
            PrintNeighbours();
        foreach (var line in sweep.Further(trialId))
            Console.WriteLine(line);
    }

    /// <summary>The kind of objective that explains the trials of a sweep.</summary>
    /// <exception cref="UnusableFolderException">The kind explains nothing before its trials ran.</exception>
    public static IExplains ExplainerOf(SweepSpec spec) => spec.Kind as IExplains
        ?? throw new UnusableFolderException(
            $"How trials of {spec.Kind.Word} end is not known before they ran: "
            + "run the sweep, and name its folder and a trial.");

    private void PrintFailures(TrialState state)
    {
        Console.WriteLine($"Trial {trialId} is {state.ToString().ToUpperInvariant()} and has no result to explain.");
        var failures = sweep.Failures(trialId);
        for (var i = 0; i < failures.Count; i++)
        {
            if (i == 0 || failures[i] != failures[i - 1])
                Console.WriteLine($"Failed attempt {i + 1} of {failures.Count}: {failures[i]}");
            else
                Console.WriteLine($"Failed attempt {i + 1} of {failures.Count}: the same.");
        }
    }

    private void PrintNeighbours()
    {
        foreach (var sentence in Neighbours.Sentences(sweep.Spec, sweep.Summary, trialId))
            Console.WriteLine(sentence);
        if (tries)
            Console.WriteLine("There is nothing to try.");
    }

    private void Explain(IExplains explainer, CancellationToken cancellation)
    {
        var loaded = sweep.Load();
        var outcome = loaded.Objective.Value.Evaluate([_order.OfId(trialId)], cancellation).Trials[0];
        var explained = explainer.Explain(loaded, _order.OfId(trialId), outcome, cancellation);
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

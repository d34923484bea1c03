using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Explaining;

/// <summary>A kind of objective that can say why its trials end as they do.</summary>
public interface IExplains
{
    /// <summary>Says why a trial ended as it did, and what is known to mend it; may train variants of it.</summary>
    /// <param name="sweep">The sweep and its data.</param>
    /// <param name="trial">One of its trials.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    TrialExplanation Explain(LoadedSweep sweep, Trial trial, TrialOutcome outcome, CancellationToken cancellation);

    /// <summary>Says, before any training, which trials cannot succeed, and why.</summary>
    /// <param name="sweep">The sweep and its data.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Line by line; what belongs to the line above is indented.</returns>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    IEnumerable<string> ExplainHopeless(LoadedSweep sweep, CancellationToken cancellation);
}

/// <summary>Why a trial ended as it did.</summary>
/// <param name="Sentences">First how it ended, then the reason, then what would mend it.</param>
/// <param name="Remedies">Changes that may mend it, the best first.</param>
public sealed record TrialExplanation(IReadOnlyList<string> Sentences, IReadOnlyList<IRemedy> Remedies);

/// <summary>A change that may mend a trial.</summary>
public interface IRemedy
{
    /// <summary>The change, as a sweep file would say it.</summary>
    string Words { get; }

    /// <summary>Evaluates the trial with the change.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    RemedyResult Evaluate(CancellationToken cancellation);
}

/// <summary>What a change achieved.</summary>
/// <param name="IsMended">Whether the trial is mended.</param>
/// <param name="Compared">The trial before and after it: settings and numbers, named as in summary.csv.</param>
public sealed record RemedyResult(bool IsMended, IReadOnlyList<(string Name, string Before, string After)> Compared);

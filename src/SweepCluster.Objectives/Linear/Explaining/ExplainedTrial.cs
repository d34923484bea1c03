using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Explaining;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>A trial, and why it ends as it does.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Outcome">How it ends.</param>
/// <param name="Remedies">What is known to mend it; nothing if it converges.</param>
/// <param name="Sentences">Why, in words: first how it ended, then the reason, then the mends.</param>
internal sealed record ExplainedTrial(
    Trial Trial, LinearOutcome Outcome, Remedies Remedies, IReadOnlyList<string> Sentences)
{
    /// <summary>Explains a trial whose result is known.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="trial">One of its trials.</param>
    /// <param name="outcome">Its result.</param>
    /// <param name="cancellation">Ends the training of variants.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static ExplainedTrial Of(
        LoadedSweep sweep, Trial trial, LinearOutcome outcome, CancellationToken cancellation)
    {
        var mends = Remedies.For(sweep, trial, outcome.Verdict, cancellation);
        var why = new Explanation(sweep, trial, outcome).Why(outcome.Verdict, mends);
        return new(trial, outcome, mends, [End(trial.Id, outcome), .. why]);
    }

    private static string End(long trialId, LinearOutcome outcome)
    {
        var at = outcome.DivergedAtUpdate is { } update ? $" at update {update}" : "";
        return $"Trial {trialId} {outcome.Verdict.ToString().ToUpperInvariant()}{at}.";
    }

    /// <summary>The explanation in the form common to all kinds of objective.</summary>
    public TrialExplanation ToExplanation(LoadedSweep sweep) =>
        new(Sentences, [.. Remedies.All.Select(mend => new RemedyToTry(sweep, this, mend))]);
}

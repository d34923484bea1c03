using System.Collections.Immutable;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Explaining;

/// <summary>A sweep whose trials are explained, in a folder or in a cluster.</summary>
/// <param name="Name">What to call it: its folder or its ID.</param>
/// <param name="Spec">The sweep.</param>
/// <param name="Summary">How its trials ended.</param>
internal sealed record ExplainedSweep(string Name, SweepSpec Spec, RecordedSummary Summary)
{
    /// <summary>Gives it with its data.</summary>
    public required Func<LoadedSweep> Load { get; init; }

    /// <summary>Why attempts at a trial failed, in their order.</summary>
    public required Func<long, IReadOnlyList<string>> Failures { get; init; }

    /// <summary>What else there is to look at of a trial, line by line.</summary>
    public Func<long, IEnumerable<string>> Further { get; init; } = _ => [];

    /// <summary>The costs of trials, step by step.</summary>
    public required Func<IReadOnlySet<long>, IReadOnlyDictionary<long, ImmutableArray<double>>> Courses { get; init; }

    /// <summary>Why a scheduler stopped a trial; null if none did.</summary>
    public string? WhyStopped(long trialId) => Spec.Search.Scheduler is null
        ? null
        : new StoppedTrial(Spec, Summary, Courses).Sentence(trialId);

    /// <summary>The state of a trial.</summary>
    public TrialState StateOf(long trialId) => Summary.Ranked.First(trial => trial.Id == trialId).State;
}

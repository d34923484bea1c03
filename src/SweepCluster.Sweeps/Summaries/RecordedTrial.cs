using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>How one trial ended, as summary.csv has it.</summary>
/// <param name="Id">The trial.</param>
/// <param name="State">Its final state.</param>
/// <param name="Objective">The metric that trials are ranked on; NaN for a trial without a result.</param>
/// <param name="Distance">How far it ended from what can be reached; NaN if that is not known.</param>
/// <param name="Verdict">
/// Its verdict's place among those of its kind; null for a trial without one, or not trained to its end.
/// </param>
public readonly record struct RecordedTrial(long Id, TrialState State, double Objective, double Distance, int? Verdict);

using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Sweeps.Results;

/// <summary>How one trial ended.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="State">Where it ended.</param>
/// <param name="Outcome">What training gave; null for a trial without a result.</param>
public sealed record TrialResult(Trial Trial, TrialState State, TrialOutcome? Outcome);

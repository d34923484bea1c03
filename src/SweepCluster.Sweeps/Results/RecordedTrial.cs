using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Sweeps.Results;

/// <summary>How one trial ended, as summary.csv has it.</summary>
/// <param name="Id">The trial.</param>
/// <param name="State">Where it ended.</param>
/// <param name="Objective">The metric that trials are ranked on; NaN for a trial without a result.</param>
/// <param name="ExcessRmse">RMSE above the least-squares optimum's; NaN for a trial without a result.</param>
/// <param name="Verdict">Why it ended so; null for a trial without a result.</param>
public readonly record struct RecordedTrial(
    long Id, TrialState State, double Objective, double ExcessRmse, Verdict? Verdict);

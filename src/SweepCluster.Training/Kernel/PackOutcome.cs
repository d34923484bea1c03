using System.Collections.Immutable;

namespace SweepCluster.Training.Kernel;

/// <summary>What training one pack gave.</summary>
/// <param name="OptimumRmse">RMSE of the least-squares optimum on the training rows, in the data's own units.</param>
/// <param name="Trials">One outcome a trial, in the order of the pack.</param>
public sealed record PackOutcome(double OptimumRmse, ImmutableArray<TrialOutcome> Trials);

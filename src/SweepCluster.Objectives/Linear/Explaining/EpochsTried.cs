namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>What training a trial for more epochs showed.</summary>
/// <param name="Converged">The fewest tried from which on it stayed converged; null if there are none.</param>
/// <param name="Tried">The most tried; 0 if none were affordable.</param>
/// <param name="Excess">E after these; NaN if there is none.</param>
internal sealed record EpochsTried(int? Converged, int Tried, double Excess);

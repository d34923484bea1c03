namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>What training a trial for more epochs showed.</summary>
/// <param name="Converged">The fewest tried from which on it stayed converged; null where there are none.</param>
/// <param name="Tried">The most tried; 0 where none were affordable.</param>
/// <param name="Excess">E after these; not a number where there is none.</param>
internal sealed record EpochsTried(int? Converged, int Tried, double Excess);

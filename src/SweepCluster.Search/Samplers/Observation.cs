using System.Collections.Immutable;

namespace SweepCluster.Search.Samplers;

/// <summary>A configuration and what came of it.</summary>
/// <param name="Values">One per parameter, in the space's order.</param>
/// <param name="Loss">Smaller is better; null if the trial diverged or failed.</param>
public readonly record struct Observation(ImmutableArray<SettingValue> Values, double? Loss);

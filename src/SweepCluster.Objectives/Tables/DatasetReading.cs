using SweepCluster.Hocon;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Objectives.Tables;

/// <summary>The data as the file describes them.</summary>
/// <param name="Data">The data.</param>
/// <param name="Features">Number of feature columns; null if unknown.</param>
/// <param name="Targets">Number of target columns; null if unknown.</param>
/// <param name="Origin">Where the target stands.</param>
internal sealed record DatasetReading(DataSpec Data, int? Features, int? Targets, Origin Origin);

using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Diagnosis;

/// <summary>A trial with its verdicts and its true ending.</summary>
/// <param name="Optimizer">How it was trained.</param>
/// <param name="Forecast">The verdict given before training.</param>
/// <param name="Judged">The verdict of summary.csv: from E at the end, without training any longer.</param>
/// <param name="True">The verdict that more training shows; see <see cref="Course"/>.</param>
internal sealed record TrialEnding(OptimizerKind Optimizer, Verdict Forecast, Verdict Judged, Verdict True);

using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Training.Tests.Diagnosis;

public sealed class VerdictRulesTests
{
    [Theory]
    [InlineData(double.NaN, 0, 0, 0, Verdict.Diverged)]
    [InlineData(double.PositiveInfinity, 0, 0, 0, Verdict.Diverged)]
    [InlineData(0.01, 5, 5, 5, Verdict.Converged)]
    [InlineData(1, 1, 0.5, 0, Verdict.Unfinished)]
    [InlineData(0.015, 0.015, 0.01, 0, Verdict.Unfinished)]
    [InlineData(1, 0.1, 0.9, 0.2, Verdict.Oscillating)]
    [InlineData(1, 0.01, 0.9, 0, Verdict.Oscillating)]
    [InlineData(1, 0.9, 0.8, 0.2, Verdict.Stalled)]
    public void They_are_tried_in_order(
        double excess, double expected, double atTenfold, double floor, Verdict verdict) =>
        Assert.Equal(verdict, VerdictRules.Judge(excess, tolerance: 0.01, expected, atTenfold, floor));
}

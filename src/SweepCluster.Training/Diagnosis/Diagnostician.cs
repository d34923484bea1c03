using System.Collections.Concurrent;
using SweepCluster.Training.Diagnosis.Flows;
using SweepCluster.Training.LeastSquares;
using SweepCluster.Training.Model;
using SweepCluster.Training.Preparing;

namespace SweepCluster.Training.Diagnosis;

/// <summary>Judges trials that start from the same parameters, before and after they are trained.</summary>
/// <remarks>
/// The curve of E against reach is integrated once for each optimizer family, loss and batch size, when first asked
/// for. Pure in its arguments; safe to use from any number of threads.
/// </remarks>
public sealed class Diagnostician
{
    // A floor is a root mean square; half of all circling trials end below this part of it (measured on clean and
    // noisy data).
    private const double MedianOfFloor = 0.75;

    // While gradients grow, a step may be longer than the learning rate; on average it is not.
    private const double LongestSteps = 1.5;
    private const double SurelyFarther = 2;

    // No trial whose steps add up to less than the way can end so far from the optimum.
    private const double MuchFarther = 2.5;

    private readonly ConcurrentDictionary<Flow, Lazy<MeanFieldCurve>> _curves = new();
    private readonly TrainingProblem _problem;
    private readonly Curvature _curvature;
    private readonly double[] _initial;
    private readonly double[] _offset;

    /// <summary>Prepares to judge the trials of one start.</summary>
    /// <param name="problem">The prepared data.</param>
    /// <param name="initial">Initial parameters of all units, in trained coordinates.</param>
    public Diagnostician(TrainingProblem problem, ReadOnlySpan<double> initial)
    {
        _problem = problem;
        _curvature = new Curvature(problem.Factor, problem.Layer.UseBias);
        _initial = initial.ToArray();
        _offset = problem.Optimum.OffsetOf(initial);
        Distance = _offset.Max(Math.Abs);
        Tolerance = Math.Max(0.01 * problem.TargetDeviation, Math.Sqrt(0.02) * problem.Optimum.Sigma);
    }

    /// <summary>The farthest that any parameter has to go to the nearest optimum.</summary>
    public double Distance { get; }

    /// <summary>E up to which a trial counts as converged.</summary>
    public double Tolerance { get; }

    /// <summary>E of some parameters: RMSE² = σ² + E² in trained coordinates.</summary>
    public double ExcessOf(ReadOnlySpan<double> parameters)
    {
        var offset = _problem.Optimum.OffsetOf(parameters);
        var sum = 0.0;
        for (var u = 0; u < _problem.Layer.Units; u++)
            sum += _curvature.Excess(offset.AsSpan(u * _curvature.Size, _curvature.Size));
        return Math.Sqrt(sum / _problem.Layer.Units);
    }

    /// <summary>How far the farthest of some parameters is from the nearest optimum.</summary>
    public double DistanceOf(ReadOnlySpan<double> parameters) => _problem.Optimum.OffsetOf(parameters).Max(Math.Abs);

    /// <summary>
    /// Whether some parameters are so much farther from the optimum than the initial ones that steps must have been too
    /// long.
    /// </summary>
    public bool IsThrownAway(ReadOnlySpan<double> parameters) => DistanceOf(parameters) > MuchFarther * Distance;

    /// <summary>E against reach for trials of this optimizer family, loss and batch size.</summary>
    public MeanFieldCurve CurveFor(Hyperparameters hyperparameters) =>
        _curves.GetOrAdd(Flow.Of(hyperparameters, _problem.Training.Rows), Integrated).Value;

    /// <summary>What is known before training.</summary>
    public TrialForecast Forecast(Hyperparameters hyperparameters, long updates)
    {
        var reach = Reach.Of(hyperparameters, updates);
        var floor = FloorAfter(hyperparameters, updates);
        var (mean, atTenfold) = OptimizerCatalog.Of(hyperparameters.Optimizer).Family == OptimizerFamily.SelfScaling
            ? (double.NaN, double.NaN)
            : (CurveFor(hyperparameters).At(reach), AtTenfold(hyperparameters, updates));
        var obstacle = ObstacleTo(hyperparameters, reach, mean, updates);
        var predicted = AboveFloor(mean, floor);
        Verdict? verdict = double.IsNaN(mean) ? null
            : obstacle == Obstacle.Unstable ? Verdict.Diverged
            : VerdictRules.Judge(predicted, Tolerance, mean, atTenfold, floor);
        return new TrialForecast(reach, Distance, predicted, floor, Tolerance, obstacle, verdict);
    }

    /// <summary>Whether it is certain that no training of so many updates, or fewer, converges.</summary>
    /// <remarks>
    /// Adaptive optimizers: all points that the steps added up can lead to, with half as much again for steps longer
    /// than the learning rate, are too far from the optimum. Descent: the curve is, with twice the way. For others,
    /// nothing is certain.
    /// </remarks>
    public bool IsOutOfReach(Hyperparameters hyperparameters, long updates)
    {
        var reach = Reach.Of(hyperparameters, updates);
        return OptimizerCatalog.Of(hyperparameters.Optimizer).Family switch
        {
            OptimizerFamily.Adaptive or OptimizerFamily.Accumulating => LeastExcess(LongestSteps * reach) > Tolerance,
            OptimizerFamily.Descent => CurveFor(hyperparameters).At(SurelyFarther * reach) > SurelyFarther * Tolerance,
            _ => false,
        };
    }

    /// <summary>Why a trial ended as it did.</summary>
    /// <param name="hyperparameters">How it was trained.</param>
    /// <param name="final">Its final parameters, in trained coordinates.</param>
    /// <param name="diverged">Whether it left the finite numbers.</param>
    /// <param name="updates">Updates made.</param>
    public Verdict Diagnose(
        Hyperparameters hyperparameters, ReadOnlySpan<double> final, bool diverged, long updates)
    {
        var excess = diverged ? double.NaN : ExcessOf(final);
        var floor = FloorAfter(hyperparameters, updates);
        var (reach, expected, atTenfold) =
            OptimizerCatalog.Of(hyperparameters.Optimizer).Family == OptimizerFamily.SelfScaling
                ? Measured(hyperparameters, final, updates, excess)
                : Expected(hyperparameters, updates, excess, floor);
        var isThrownAway = !diverged && IsThrownAway(final);
        // Its steps were not those of the forecast, so nobody knows where it would end.
        if (isThrownAway && IsBeyond(hyperparameters, final, reach))
            atTenfold = double.PositiveInfinity;
        return VerdictRules.Judge(excess, Tolerance, expected, atTenfold, floor, isThrownAway);
    }

    private bool IsBeyond(Hyperparameters hyperparameters, ReadOnlySpan<double> final, double reach) =>
        OptimizerCatalog.Of(hyperparameters.Optimizer).Family
            is OptimizerFamily.Adaptive or OptimizerFamily.Accumulating
        && DistanceOf(final) - Distance > SurelyFarther * reach;

    private double LeastExcess(double radius)
    {
        var sum = 0.0;
        for (var u = 0; u < _problem.Layer.Units; u++)
        {
            var least = BoxBound.LeastExcess(_curvature, _offset.AsSpan(u * _curvature.Size, _curvature.Size), radius);
            sum += least * least;
        }

        return Math.Sqrt(sum / _problem.Layer.Units);
    }

    private (double Reach, double Expected, double AtTenfold) Expected(
        Hyperparameters hyperparameters, long updates, double excess, double floor)
    {
        var reach = Reach.Of(hyperparameters, updates);
        var expected = CurveFor(hyperparameters).At(reach);
        // A trial that circles shrinks with its floor; the curve, which knows no floor, would call it unfinished.
        if (expected <= floor)
            return (reach, expected, excess * (FloorAfter(hyperparameters, 10 * updates) / floor));
        // A trial that is behind its forecast, or ahead of it, stays so.
        var atTenfold = AtTenfold(hyperparameters, updates);
        return (reach, expected, Math.Max(atTenfold, excess * (atTenfold / AboveFloor(expected, floor))));
    }

    private double AtTenfold(Hyperparameters hyperparameters, long updates) => AboveFloor(
        CurveFor(hyperparameters).At(Reach.Of(hyperparameters, 10 * updates)),
        FloorAfter(hyperparameters, 10 * updates));

    // The mean way and the circling around it are independent, so their squares add up.
    private static double AboveFloor(double mean, double floor) =>
        Math.Sqrt(mean * mean + MedianOfFloor * floor * (MedianOfFloor * floor));

    // Adadelta's steps follow from its earlier ones, so how far it has come says how fast it goes.
    private (double Reach, double Expected, double AtTenfold) Measured(
        Hyperparameters hyperparameters, ReadOnlySpan<double> final, long updates, double excess)
    {
        var moved = 0.0;
        for (var i = 0; i < final.Length; i++) moved = Math.Max(moved, Math.Abs(final[i] - _initial[i]));
        var curve = CurveFor(hyperparameters);
        var growth = Reach.Of(hyperparameters, 10 * updates) / Reach.Of(hyperparameters, updates);
        return (moved, curve.At(moved), curve.At(growth * curve.ReachFor(excess)));
    }

    private double FloorAfter(Hyperparameters hyperparameters, long updates) =>
        Floor.Of(_problem, _curvature, hyperparameters, Reach.LastStep(hyperparameters, updates));

    private Obstacle ObstacleTo(Hyperparameters hyperparameters, double reach, double predicted, long updates) =>
        OptimizerCatalog.Of(hyperparameters.Optimizer).Family switch
        {
            OptimizerFamily.Descent when hyperparameters.Loss == LossKind.Mse
                && Reach.LastRate(hyperparameters, updates) >= Floor.StabilityLimit(_problem, hyperparameters)
                => Obstacle.Unstable,
            OptimizerFamily.Adaptive or OptimizerFamily.Accumulating
                when reach < 1.25 * Distance && predicted > Tolerance => Obstacle.ReachTooShort,
            _ => Obstacle.None,
        };

    private Lazy<MeanFieldCurve> Integrated(Flow flow) => new(() =>
        new FlowIntegration(flow, _curvature, _problem.Optimum.UnitSigmas).From(_offset, Tolerance / 10));
}

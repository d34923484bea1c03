using FsCheck.Fluent;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;
using SweepCluster.Training.Preparing;
using SweepCluster.Training.Tests.LeastSquares;

namespace SweepCluster.Training.Tests.Diagnosis.Flows;

public sealed class MeanFieldCurveTests
{
    [Fact]
    public void It_falls_from_the_start_to_its_end() => ForAllProblems((diagnostician, trial, initial) =>
    {
        var curve = diagnostician.CurveFor(trial);
        var reaches = Enumerable.Range(0, 400).Select(i => i == 0 ? 0 : 1e-4 * Math.Pow(1.05, i)).ToArray();
        var values = reaches.Select(curve.At).ToArray();
        return Math.Abs(values[0] - diagnostician.ExcessOf(initial)) <= 1e-12
            && values.Zip(values.Skip(1)).All(pair => pair.Second <= pair.First)
            && values[^1] >= curve.End;
    });

    [Fact]
    public void The_reach_for_an_excess_is_where_the_curve_has_it() => ForAllProblems((diagnostician, trial, _) =>
    {
        var curve = diagnostician.CurveFor(trial);
        return new[] { 0.9, 0.5, 0.1 }.Select(part => curve.Start * part).Where(excess => excess >= curve.End)
            .All(excess => Math.Abs(curve.At(curve.ReachFor(excess)) - excess) <= 1e-9 * excess);
    });

    [Fact]
    public void A_parameter_moves_no_farther_than_the_reach()
    {
        var problem = Clean(1);
        var diagnostician = new Diagnostician(problem, [1.0, 2]);
        var curve = diagnostician.CurveFor(Trials.Of());
        Assert.True(curve.ReachFor(diagnostician.Tolerance) >= 0.9 * diagnostician.Distance);
    }

    // One weight, no bias: on the mean square E falls as exp(−2·H·s).
    [Fact]
    public void Gradient_descent_on_the_mean_square_is_exponential()
    {
        var data = new DataSet(["x"], ["y"], [1, -1, 2, -2], [1, -1, 2, -2]);
        var problem = TrainingProblem.Prepare(
            data, new LayerSpec(1, false, new Initializer.Zeros(), new Initializer.Zeros()), 0, false, false, 1);
        var curve = new Diagnostician(problem, [3.0]).CurveFor(Trials.Of(OptimizerKind.Sgd, LossKind.Mse));
        foreach (var s in new[] { 0.05, 0.2, 0.5, 0.8 })
            Assert.Equal(Math.Exp(-2 * 2.5 * s), curve.At(s) / curve.Start, 0.02);
    }

    [Fact]
    public void Nearly_dependent_columns_take_few_steps()
    {
        var data = new SeriesSource(Tests.Data.Files.Series("co2_monthly.csv"), "value", 4, 1).Load(1);
        var problem = TrainingProblem.Prepare(
            data, new LayerSpec(1, true, new Initializer.Zeros(), new Initializer.Zeros()), 0, false, false, 1);
        var diagnostician = new Diagnostician(problem, [0.6, -0.4, 0.3, 0.2, 0]);
        var curve = diagnostician.CurveFor(Trials.Of());
        Assert.True(curve.End <= diagnostician.Tolerance / 10);
        Assert.True(problem.Optimum.ConditionNumber > 1e4);
    }

    private static TrainingProblem Clean(int features)
    {
        var x = TriangularFactorTests.Numbers(100 * features, "clean");
        var y = Enumerable.Range(0, 100).Select(i => x[i * features]).ToArray();
        return TrainingProblem.Prepare(
            new DataSet(["x"], ["y"], x, y),
            new LayerSpec(1, true, new Initializer.Zeros(), new Initializer.Zeros()),
            0, false, false, 1);
    }

    private static void ForAllProblems(Func<Diagnostician, Hyperparameters, double[], bool> holds) => Prop.ForAll(
        Gen.Choose(1, 5).ToArbitrary(), Gen.Elements(Enum.GetValues<OptimizerKind>()).ToArbitrary(),
        Gen.Elements(Enum.GetValues<LossKind>()).ToArbitrary(), (features, optimizer, loss) =>
        {
            var problem = TrainingProblem.Prepare(
                TriangularFactorTests.Drawn(50, features, 2),
                new LayerSpec(2, true, new Initializer.Zeros(), new Initializer.Zeros()), 0, false, false, 1);
            var initial = TriangularFactorTests.Numbers(problem.ParameterCount, "initial").Select(w => 10 * w)
                .ToArray();
            return holds(new Diagnostician(problem, initial), Trials.Of(optimizer, loss), initial);
        }).Holds();
}

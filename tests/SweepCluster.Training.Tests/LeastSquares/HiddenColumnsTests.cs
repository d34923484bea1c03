using FsCheck.Fluent;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;
using SweepCluster.Training.Preparing;
using SweepCluster.Training.Randomness;
using SweepCluster.Training.Tests.Diagnosis;

namespace SweepCluster.Training.Tests.LeastSquares;

/// <summary>Columns that others hide by their scale or by their own mean.</summary>
public sealed class HiddenColumnsTests
{
    private const double Day = 86_400_000;
    private const double Second = 1000;

    private static readonly double[] Noise = TriangularFactorTests.Numbers(365, "noise");

    [Theory]
    [InlineData(Day)]
    [InlineData(Second)]
    public void Unix_times_have_the_optimum_of_the_days_they_count(double step)
    {
        var days = Trend(i => i);
        var times = Trend(i => 1.7e12 + step * i);
        Assert.Equal(ExactLeastSquares.Rmse(days, true), Prepared(times).OptimumRmse, 1e-9);
        Assert.Equal(2, Prepared(times).Optimum.Rank);
    }

    [Fact]
    public void A_small_change_of_a_large_column_is_seen()
    {
        var x = TriangularFactorTests.Numbers(200, "x");
        var c = x.Select((_, i) => 1e9 + (i * i % 7 < 3 ? 1 : -1)).ToArray();
        var data = Table([x, c], [.. x.Zip(c, (a, b) => 2 * a + 3 * (b - 1e9))]);
        Assert.True(Prepared(data).OptimumRmse < 1e-14);
        Assert.Equal(2, Prepared(data).Optimum.Parameters[0], 1e-12);
        Assert.Equal(3, Prepared(data).Optimum.Parameters[1], 1e-12);
    }

    [Theory]
    [InlineData(1e-20)]
    [InlineData(1e-300)]
    [InlineData(1e20)]
    [InlineData(1e300)]
    public void A_column_of_any_size_counts_the_same(double size)
    {
        var x = TriangularFactorTests.Numbers(200, "x");
        var y = x.Select((a, i) => 3 * a + 0.1 * Noise[i]).ToArray();
        foreach (var hasBias in new[] { true, false })
        {
            var fit = Prepared(Table([[.. x.Select(a => size * a)], [.. Noise.Take(200)]], y), hasBias).Optimum;
            Assert.Equal(ExactLeastSquares.Rmse(Table([x, [.. Noise.Take(200)]], y), hasBias), fit.Sigma, 1e-12);
            Assert.Equal(3, fit.Parameters[0] * size, 0.1);
            Assert.Equal(hasBias ? 3 : 2, fit.Rank);
        }
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-150)]
    [InlineData(1e150)]
    [InlineData(1e300)]
    public void Targets_of_any_size_have_their_optimum(double size)
    {
        var data = Trend(i => i);
        var scaled = data with { Targets = [.. data.Targets.Select(y => y * size)] };
        foreach (var standardize in new[] { true, false })
            Assert.Equal(
                1,
                Prepared(scaled, standardize: standardize).OptimumRmse / size / ExactLeastSquares.Rmse(data, true),
                1e-12);
    }

    [Fact]
    public void The_optimum_is_that_of_fractions_however_columns_are_moved_scaled_or_combined() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => new[] { true, false }.All(hasBias =>
        {
            var data = Drawn(seed);
            var exact = ExactLeastSquares.Rmse(data, hasBias);
            var fit = Prepared(data, hasBias).Optimum;
            var spread = ExactLeastSquares.Rmse(data with { Features = new double[data.Features.Length] }, hasBias);
            // Without a bias nothing is centred, and each prediction is a sum of terms that are rounded.
            var terms = hasBias ? 0 : fit.Parameters.Select((w, j) => Math.Abs(w * data.Features[j])).Max();
            return Math.Abs(fit.Sigma - exact) <= 1e-9 * spread + 1e-14 * (data.Targets.Max(Math.Abs) + terms);
        })).Holds();

    [Fact]
    public void No_other_weights_have_a_lower_rmse_on_any_scale() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var data = Drawn(seed);
            var problem = Prepared(data);
            var step = TriangularFactorTests.Numbers(problem.ParameterCount, $"step {seed}");
            var mean = data.Targets.Average();
            double[] constant = [.. new double[data.FeatureCount], mean];
            var others = new[] { 1e-12, 1e-6, 1, 1e6 }.Select(size =>
                problem.Optimum.Parameters.Zip(step, (w, d) => w + size * d * (Math.Abs(w) + 1)).ToArray());
            return others.Append(constant).All(other =>
                problem.OptimumRmse <= ExactLeastSquares.Rmse(data, other) + 1e-9 * data.Targets.Max(Math.Abs));
        }).Holds();

    [Fact]
    public void Copies_and_constants_add_nothing_beside_hidden_columns()
    {
        var times = Trend(i => 1.7e12 + Second * i).Features;
        var y = Trend(i => i).Targets;
        var data = Table([times, times, [.. times.Select(_ => 0.1)], [.. times.Select(time => 2 * time)]], y);
        var fit = Prepared(data).Optimum;
        Assert.Equal(2, fit.Rank);
        Assert.Equal(Prepared(Trend(i => 1.7e12 + Second * i)).OptimumRmse, fit.Sigma, 1e-9);
        // Next to means of 1.7e12, the bias has three digits after the point.
        Assert.True(fit.OffsetOf([.. fit.Parameters.Select((w, i) => i == 0 ? w + 1 : i == 1 ? w - 1 : w)]).Max(
            Math.Abs) < 1e-2);
    }

    [Theory]
    [InlineData(40, 160, false)]
    [InlineData(300, 150, true)]
    [InlineData(300, 150, false)]
    public void Wide_rows_are_fitted_as_narrow_ones_are(int rows, int features, bool areCopied)
    {
        var data = TriangularFactorTests.Drawn(rows, features, 2);
        if (areCopied)
            for (var i = 0; i < data.Features.Length; i++)
                if (i % features >= features / 2) data.Features[i] = data.Features[i - features / 2];
        var (problem, rank) = (Prepared(data), areCopied ? features / 2 : Math.Min(rows - 1, features));
        Assert.Equal(rank + 1, problem.Optimum.Rank);
        Assert.Equal(problem.OptimumRmse, problem.Rmse(problem.Optimum.Parameters.AsSpan()), 1e-10);
        if (rows < features) Assert.True(problem.OptimumRmse < 1e-10);
        var away = TriangularFactorTests.Numbers(problem.ParameterCount, "away");
        var moved = away.Zip(problem.Optimum.OffsetOf(away), (w, d) => w - d).ToArray();
        Assert.Equal(problem.OptimumRmse, problem.Rmse(moved), 1e-10);
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-20)]
    [InlineData(1e20)]
    [InlineData(1e300)]
    public void No_trial_is_called_converged_if_scale_keeps_it_from_the_optimum(double size)
    {
        var data = Trend(i => size * (i - 180));
        var problem = Prepared(data);
        var initial = Initializers.Draw(problem.Layer, 1, 1, 0);
        var judge = new Diagnostician(problem, initial);
        foreach (var optimizer in Enum.GetValues<OptimizerKind>())
        {
            var trial = Trials.Of(optimizer);
            var diagnosis = judge.Diagnose(trial, initial, diverged: false, updates: 100);
            var forecast = judge.Forecast(trial, updates: 100);
            Assert.NotEqual(Verdict.Converged, diagnosis);
            Assert.NotEqual(Verdict.Converged, forecast.Verdict);
            Assert.False(double.IsNaN(forecast.Floor) || double.IsNaN(judge.Distance));
        }
    }

    [Fact]
    public void Scales_and_means_are_told_from_columns_that_are_alike()
    {
        var x = TriangularFactorTests.Numbers(200, "x");
        double[] y = [.. Noise.Take(200)];
        Assert.True(Prepared(Table([x, [.. y.Select(a => 1e6 * a)]], x)).Optimum.ScalesMakeTheWayLong);
        Assert.True(Prepared(Table([[.. x.Select(a => a + 1e6)]], y)).Optimum.ScalesMakeTheWayLong);
        Assert.True(Prepared(Table([[.. x.Select(a => 1e-20 * a)]], y)).Optimum.ScalesMakeTheWayLong);
        Assert.False(Prepared(Table([x, [.. x.Zip(y, (a, b) => a + 1e-6 * b)]], y)).Optimum.ScalesMakeTheWayLong);
        Assert.False(Prepared(Table([x, x], y)).Optimum.ScalesMakeTheWayLong);
        Assert.False(Prepared(Table([x], y)).Optimum.ScalesMakeTheWayLong);
    }

    // Whole numbers, some columns of which are constant, copies or sums of others, some moved or scaled: all without
    // rounding.
    private static DataSet Drawn(int seed)
    {
        var random = RandomStreams.For(seed, "hidden");
        var (rows, features) = (random.Next(1, 30), random.Next(1, 5));
        var whole = new List<double[]>();
        for (var j = 0; j < features; j++)
            whole.Add(random.Next(0, 6) switch
            {
                1 => [.. Enumerable.Repeat(7.0, rows)],
                2 when j > 0 => whole[random.Next(0, j)],
                3 when j > 1 => [.. whole[0].Zip(whole[1], (a, b) => a + b)],
                _ => [.. Enumerable.Range(0, rows).Select(_ => (double)random.Next(-20, 21))],
            });
        double[] Moved(double[] column, int kind, int exponent) => kind switch
        {
            1 => [.. column.Select(x => x + 1e9)],
            2 => [.. column.Select(x => Math.ScaleB(x, exponent))],
            3 => [.. column.Select(x => Math.ScaleB(x + 1e6, exponent))],
            _ => column,
        };
        return Table(
            [.. whole.Select(column => Moved(column, random.Next(0, 6), random.Next(-200, 200)))],
            [.. Enumerable.Range(0, rows).Select(i => whole[0][i] + random.Next(-20, 21))]);
    }

    private static DataSet Trend(Func<int, double> x) => Table(
        [[.. Enumerable.Range(0, 365).Select(x)]], [.. Noise.Select((noise, i) => 20 + 0.05 * i + 0.5 * noise)]);

    private static DataSet Table(IReadOnlyList<double[]> columns, double[] targets) => new(
        [.. columns.Select((_, j) => $"x{j}")], ["y"],
        [.. targets.SelectMany((_, i) => columns.Select(column => column[i]))], targets);

    private static TrainingProblem Prepared(DataSet data, bool hasBias = true, bool standardize = false) =>
        TrainingProblem.Prepare(
            data, new LayerSpec(data.TargetCount, hasBias, new Initializer.GlorotUniform(), new Initializer.Zeros()), 0,
            standardize, false, 1);
}

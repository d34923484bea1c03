using System.Globalization;
using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Tests.Numerics;

/// <summary>Own functions against values of 50 digits.</summary>
public sealed class FunctionTests
{
    private sealed record Golden(string Function, double At, double Value, double Rest)
    {
        // In units in the last place of the true value; below the normal numbers those of the smallest.
        public double Error(double found) =>
            Math.Abs(found - Value - Rest) / Math.Max(Math.BitIncrement(Math.Abs(Value)) - Math.Abs(Value), 5e-324);
    }

    [Fact]
    public void Exp_is_within_one_unit_in_the_last_place() => Assert.All(
        Goldens("exp"), golden => Assert.InRange(golden.Error(Elementary.Exp(golden.At)), 0, 1));

    [Fact]
    public void Log_is_within_one_unit_in_the_last_place() => Assert.All(
        Goldens("log"), golden => Assert.InRange(golden.Error(Elementary.Log(golden.At)), 0, 1));

    [Fact]
    public void The_scaled_error_function_is_within_eight_units() => Assert.All(
        Goldens("erfcx").Where(golden => golden.At >= 0),
        golden => Assert.InRange(golden.Error(Normal.Erfcx(golden.At)), 0, 8));

    [Fact]
    public void The_normal_distribution_is_within_the_stated_error() => Assert.All(
        Goldens("cdf"),
        golden => Assert.InRange(golden.Error(Normal.Cdf(golden.At)), 0, 8 + golden.At * golden.At));

    [Fact]
    public void Its_logarithm_is_exact_far_out() => Assert.All(
        Goldens("cdf"),
        golden => Assert.Equal(0, Normal.LogCdf(golden.At) / Math.Log(golden.Value) - 1, golden.At > 5 ? 1 : 1e-13));

    [Fact]
    public void Quantiles_are_within_the_stated_error() => Assert.All(
        Goldens("quantile"),
        golden => Assert.InRange(
            Math.Abs(Normal.Quantile(golden.At) - golden.Value), 0, 1e-15 + 1e-14 * Math.Abs(golden.Value)));

    [Fact]
    public void Functions_have_their_limits()
    {
        Assert.Equal([0.0, 0, double.PositiveInfinity, double.PositiveInfinity, double.NaN],
            new[] { double.NegativeInfinity, -746, 710, double.PositiveInfinity, double.NaN }.Select(Elementary.Exp));
        Assert.Equal([double.NegativeInfinity, double.NaN, double.PositiveInfinity, double.NaN],
            new[] { 0, -1, double.PositiveInfinity, double.NaN }.Select(Elementary.Log));
        Assert.Equal((0.0, 1.0), (Normal.Cdf(-1e10), Normal.Cdf(1e10)));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (Normal.Quantile(0), Normal.Quantile(1)));
        Assert.Equal(1, Elementary.Exp(0));
        Assert.Equal(0, Elementary.Log(1));
    }

    // Whole numbers and those that people write must come back as they are.
    [Fact]
    public void Exp_undoes_log_to_twelve_digits() => Assert.All(
        Enumerable.Range(-300, 601),
        power => Assert.Equal(
            Spread.Round(double.Parse($"1e{power}", CultureInfo.InvariantCulture)),
            Spread.Round(Elementary.Exp(Elementary.Log(double.Parse($"1e{power}", CultureInfo.InvariantCulture))))));

    private static IEnumerable<Golden> Goldens(string function) => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Numerics", "functions.golden.csv"))
        .Select(line => line.Split(','))
        .Where(fields => fields[0] == function)
        .Select(fields => new Golden(function, Number(fields[1]), Number(fields[2]), Number(fields[3])));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

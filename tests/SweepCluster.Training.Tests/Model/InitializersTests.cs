using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Model;

/// <summary>What every kernel initializer keeps to.</summary>
public abstract class InitializerContract
{
    protected const int Features = 6;

    protected const int Units = 2;

    protected abstract Initializer Kernel { get; }

    [Fact]
    public void Repeats_of_a_seed_are_reproducible() => Assert.Equal(Draw(3), Draw(3));

    [Fact]
    public void Weights_are_finite_and_biases_are_their_own() =>
        Assert.All(Draw(0).Chunk(Features + 1), unit =>
        {
            Assert.All(unit, weight => Assert.True(double.IsFinite(weight)));
            Assert.Equal(1, unit[^1]);
        });

    [Fact]
    public void A_layer_without_bias_has_the_same_weights() =>
        Assert.Equal(Draw(1).Chunk(Features + 1).SelectMany(unit => unit[..^1]), Draw(1, useBias: false));

    protected double[] Draw(int repeat, bool useBias = true) =>
        Initializers.Draw(new LayerSpec(Units, useBias, Kernel, new Initializer.Ones()), Features, 42, repeat);

    protected double[] Weights(int repeat) => Draw(repeat, useBias: false);
}

public sealed class ZerosTests : InitializerContract
{
    protected override Initializer Kernel => new Initializer.Zeros();

    [Fact]
    public void Weights_are_zero() => Assert.All(Weights(0), weight => Assert.Equal(0, weight));
}

public sealed class OnesTests : InitializerContract
{
    protected override Initializer Kernel => new Initializer.Ones();

    [Fact]
    public void Weights_are_one() => Assert.All(Weights(0), weight => Assert.Equal(1, weight));
}

public sealed class GlorotUniformTests : InitializerContract
{
    protected override Initializer Kernel => new Initializer.GlorotUniform();

    [Fact]
    public void Weights_fill_the_range_of_Glorot_and_Bengio()
    {
        var limit = Math.Sqrt(6.0 / (Features + Units));
        var weights = Enumerable.Range(0, 500).SelectMany(Weights).ToArray();
        Assert.All(weights, weight => Assert.InRange(weight, -limit, limit));
        Assert.True(weights.Max() > 0.99 * limit && weights.Min() < -0.99 * limit);
        Assert.Equal(limit / Math.Sqrt(3), Math.Sqrt(weights.Average(x => x * x)), 0.01);
    }

    [Fact]
    public void Repeats_differ() => Assert.NotEqual(Weights(0), Weights(1));
}

public sealed class RandomNormalTests : InitializerContract
{
    protected override Initializer Kernel => new Initializer.RandomNormal();

    [Fact]
    public void The_standard_deviation_is_a_twentieth() =>
        Assert.Equal(0.05, Math.Sqrt(Enumerable.Range(0, 1000).SelectMany(Weights).Average(x => x * x)), 0.002);
}

public sealed class ExplicitTests : InitializerContract
{
    protected override Initializer Kernel =>
        new Initializer.Explicit([.. Enumerable.Range(0, Features * Units).Select(i => (double)i)]);

    [Fact]
    public void Numbers_are_read_row_by_row_and_laid_unit_by_unit() =>
        Assert.Equal([0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11], Weights(0));

    [Fact]
    public void A_wrong_count_is_refused() => Assert.Throws<ArgumentException>(
        () => Initializers.Draw(new LayerSpec(1, true, Kernel, new Initializer.Zeros()), Features, 42, 0));
}

using System.Collections.Immutable;
using SweepCluster.Training.Randomness;

namespace SweepCluster.Training.Data;

/// <summary>y = 10·sin(π·x0·x1) + 20·(x2 − ½)² + 10·x3 + 5·x4, of five features uniform in [0, 1).</summary>
/// <remarks>Friedman 1991, The Annals of Statistics 19:1, section 4.3, without noise.</remarks>
/// <param name="Rows">Rows to draw.</param>
public sealed record FriedmanSource(int Rows) : DataSource
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FeatureNames => Numbered(5);

    /// <inheritdoc/>
    public override ImmutableArray<string> TargetNames => ["y"];

    /// <inheritdoc/>
    public override double NumbersDrawn => Rows * 6.0;

    /// <inheritdoc/>
    public override DataSource ReadFrom(string path) => this;

    /// <inheritdoc/>
    protected override DataSet Read(long seed, DataLimit limit)
    {
        limit.Check("friedman", Rows, 6);
        var random = RandomStreams.For(seed, "friedman");
        var features = new double[Rows * 5];
        for (var i = 0; i < features.Length; i++)
            features[i] = random.NextDouble();
        return new DataSet(FeatureNames, TargetNames, features, [.. features.Chunk(5).Select(Target)]);
    }

    private static double Target(double[] x) =>
        10 * Math.Sin(Math.PI * x[0] * x[1]) + 20 * (x[2] - 0.5) * (x[2] - 0.5) + 10 * x[3] + 5 * x[4];
}

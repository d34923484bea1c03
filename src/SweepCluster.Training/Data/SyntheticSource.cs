using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Problems;
using SweepCluster.Training.Randomness;

namespace SweepCluster.Training.Data;

/// <summary>
/// Features uniform in [0, 1) and a target that is an exact rule of x2 and x3, plus Gaussian noise.
/// </summary>
/// <remarks>Features and noise have streams of their own, so the features do not depend on the noise.</remarks>
/// <param name="Target">The rule.</param>
/// <param name="Rows">Rows to draw.</param>
/// <param name="Features">Columns to draw, at least 4 for both rules to have x2 and x3.</param>
/// <param name="Noise">Standard deviation of the noise on y.</param>
public sealed record SyntheticSource(SyntheticTarget Target, int Rows, int Features, double Noise) : DataSource
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FeatureNames => Numbered(Features);

    /// <inheritdoc/>
    public override ImmutableArray<string> TargetNames => ["y"];

    /// <inheritdoc/>
    public override double NumbersDrawn => Rows * (Features + 1.0);

    /// <inheritdoc/>
    public override DataSource ReadFrom(string path) => this;

    /// <inheritdoc/>
    protected override DataSet Read(long seed, DataLimit limit)
    {
        Check();
        limit.Check("synthetic", Rows, Features + 1L);
        var features = DrawFeatures(Rows * Features, seed);
        return new DataSet(FeatureNames, TargetNames, features, DrawTargets(features, seed));
    }

    private static double[] DrawFeatures(int count, long seed)
    {
        var random = RandomStreams.For(seed, "data");
        var features = new double[count];
        for (var i = 0; i < count; i++) features[i] = random.NextDouble();
        return features;
    }

    private double[] DrawTargets(double[] features, long seed)
    {
        var random = RandomStreams.For(seed, "noise");
        var targets = new double[Rows];
        for (var i = 0; i < targets.Length; i++)
        {
            var noise = Noise > 0 ? Noise * NormalDeviates.Next(random) : 0;
            targets[i] = Rule(Target, features.AsSpan(i * Features)) + noise;
        }

        return targets;
    }

    private static double Rule(SyntheticTarget target, ReadOnlySpan<double> x) => target switch
    {
        SyntheticTarget.Difference => x[3] - x[2],
        SyntheticTarget.Extrapolation => x[3] + (x[3] - x[2]),
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "No such rule."),
    };

    private static string Megabytes(double bytes) =>
        $"{(bytes / 1e6).ToString("#,0", CultureInfo.InvariantCulture)} MB";

    private void Check()
    {
        var problems = new ProblemList();
        if (Rows < 1) Add("rows", $"{Rows}, but at least 1 is needed");
        if (Features < 4)
            Add("features", $"{Features}, but the target is made of x2 and x3: at least 4 are needed");
        if (!(Noise >= 0 && double.IsFinite(Noise)))
            Add("noise", $"{Noise}, but a standard deviation is a number from 0 up");
        if (problems.IsEmpty && (long)Rows * Features > Array.MaxLength)
            Add("rows", $"{Rows} × {Features} numbers do not fit: at most {Array.MaxLength} do");
        var bytes = sizeof(double) * (double)Rows * (Features + 1);
        var room = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (problems.IsEmpty && bytes > room)
            Add("rows", $"{Rows} × {Features + 1} numbers take {Megabytes(bytes)} of memory, "
                + $"and this process may take {Megabytes(room)}: fewer rows do");
        problems.ThrowIfAny("synthetic");

        void Add(string key, string what) => problems.Add("synthetic", key, what);
    }
}

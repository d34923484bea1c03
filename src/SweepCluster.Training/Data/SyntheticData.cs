using System.Globalization;
using SweepCluster.Problems;
using SweepCluster.Training.Randomness;

namespace SweepCluster.Training.Data;

/// <summary>
/// Draws features uniform in [0, 1) and a target that is an exact rule of x2 and x3, plus Gaussian noise.
/// </summary>
/// <remarks>Features and noise have streams of their own, so the features do not depend on the noise.</remarks>
internal static class SyntheticData
{
    public static DataSet Draw(DataSource.Synthetic source, long seed, DataLimit limit)
    {
        Check(source);
        limit.Check("synthetic", source.Rows, source.Features + 1L);
        var features = Features(source.Rows * source.Features, seed);
        return new DataSet(
            [.. DataSetLoader.NumberedFeatures(source.Features)], ["y"], features, Targets(source, features, seed));
    }

    private static double[] Features(int count, long seed)
    {
        var random = RandomStreams.For(seed, "data");
        var features = new double[count];
        for (var i = 0; i < count; i++) features[i] = random.NextDouble();
        return features;
    }

    private static double[] Targets(DataSource.Synthetic source, double[] features, long seed)
    {
        var random = RandomStreams.For(seed, "noise");
        var targets = new double[source.Rows];
        for (var i = 0; i < targets.Length; i++)
        {
            var noise = source.Noise > 0 ? source.Noise * NormalDeviates.Next(random) : 0;
            targets[i] = Rule(source.Target, features.AsSpan(i * source.Features)) + noise;
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

    private static void Check(DataSource.Synthetic source)
    {
        var problems = new ProblemList();
        if (source.Rows < 1) Add("rows", $"{source.Rows}, but at least 1 is needed");
        if (source.Features < 4)
            Add("features", $"{source.Features}, but the target is made of x2 and x3: at least 4 are needed");
        if (!(source.Noise >= 0 && double.IsFinite(source.Noise)))
            Add("noise", $"{source.Noise}, but a standard deviation is a number from 0 up");
        if (problems.IsEmpty && (long)source.Rows * source.Features > Array.MaxLength)
            Add("rows", $"{source.Rows} × {source.Features} numbers do not fit: at most {Array.MaxLength} do");
        var bytes = sizeof(double) * (double)source.Rows * (source.Features + 1);
        var room = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (problems.IsEmpty && bytes > room)
            Add("rows", $"{source.Rows} × {source.Features + 1} numbers take {Megabytes(bytes)} of memory, "
                + $"and this process may take {Megabytes(room)}: fewer rows do");
        problems.ThrowIfAny("synthetic");

        void Add(string key, string what) => problems.Add("synthetic", key, what);
    }
}

using System.Diagnostics;
using System.Globalization;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.LeastSquares;
using SweepCluster.Training.Model;
using SweepCluster.Training.Preparing;
using SweepCluster.Training.Randomness;

namespace SweepCluster.Benchmarks;

/// <summary>
/// The .NET side of the comparison of wide data's preparation with numpy's lstsq, driven by preparing/run.py.
/// </summary>
/// <remarks>
/// A line asks for one measurement: rows, features and what the columns are (plain, offset: with means far larger than
/// their spread, doubled: half of them a copy of the other half). Answers with seconds: in all, of it the factor, then
/// those of the first forecast for adam and for sgd.
/// </remarks>
internal static class PrepareMeasure
{
    private const int Seed = 1;

    private static readonly LayerSpec Layer = new(1, true, new Initializer.GlorotUniform(), new Initializer.Zeros());

    public static void Serve(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            var data = Rows(Number(words[0]), Number(words[1]), words[2]);
            var watch = Stopwatch.StartNew();
            TriangularFactor.Of(data);
            var factor = watch.Elapsed;
            watch.Restart();
            var problem = TrainingProblem.Prepare(data, Layer, 0, false, false, Seed);
            var whole = watch.Elapsed;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{whole.TotalSeconds} {factor.TotalSeconds} {Forecast(problem, OptimizerKind.Adam)} "
                + $"{Forecast(problem, OptimizerKind.Sgd)}"));
            output.Flush();
        }
    }

    private static double Forecast(TrainingProblem problem, OptimizerKind optimizer)
    {
        var watch = Stopwatch.StartNew();
        new Diagnostician(problem, Initializers.Draw(problem.Layer, problem.Training.FeatureCount, Seed, 0)).Forecast(
            KernelSample.Settings(optimizer, 32), updates: 235);
        return watch.Elapsed.TotalSeconds;
    }

    private static DataSet Rows(int rows, int features, string columns)
    {
        var random = RandomStreams.For(Seed, $"{rows} {features}");
        var table = new double[rows * features];
        for (var i = 0; i < table.Length; i++)
            table[i] = NormalDeviates.Next(random) + (columns == "offset" ? 1e8 : 0);
        if (columns == "doubled")
            for (var i = 0; i < table.Length; i++)
                if (i % features >= features / 2) table[i] = table[i - features / 2];
        var targets = new double[rows];
        for (var i = 0; i < rows; i++)
            targets[i] = NormalDeviates.Next(random) + table[i * features] - table[i * features + features - 1];
        return new DataSet([.. Enumerable.Range(0, features).Select(j => $"x{j}")], ["y"], table, targets);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

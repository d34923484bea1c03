using System.Globalization;
using System.Text.Json;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>One case of tests/golden/examples.json.</summary>
internal sealed class GoldenCase(JsonElement json)
{
    public static IReadOnlyList<GoldenCase> All { get; } = Read();

    public string Name => json.GetProperty("name").GetString()!;

    public IReadOnlyList<double> Parameters =>
        [.. Numbers(Expect.GetProperty("weights")), Expect.GetProperty("bias").GetDouble()];

    /// <summary>Epochs, from 0, and the RMSE after them.</summary>
    public IEnumerable<(int Epoch, double Rmse)> EpochRmse =>
        Numbers(Expect.GetProperty("epoch_index")).Select(epoch => (int)epoch)
            .Zip(Numbers(Expect.GetProperty("epoch_rmse")));

    public double RelativeTolerance => Expect.GetProperty("rel_tol").GetDouble();

    public double Float32Rmse => Expect.GetProperty("float32_rmse").GetDouble();

    private JsonElement Expect => json.GetProperty("expect");

    private JsonElement Parameter => json.GetProperty("params");

    public static GoldenCase Named(string name) => All.Single(golden => golden.Name == name);

    public TrialPack Pack(Precision precision)
    {
        var initial = Numbers(json.GetProperty("init"));
        var layer = new LayerSpec(
            1, true, new Initializer.Explicit([.. initial.SkipLast(1)]), new Initializer.Explicit([initial[^1]]));
        return new TrialPack(Rows(), layer, [Trial(precision)], sweepSeed: 0, repeat: 0);
    }

    private static List<double> Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(item => item.GetDouble())];

    private static List<GoldenCase> Read()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "examples.json"));
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("cases").EnumerateArray()
            .Select(golden => new GoldenCase(golden))];
    }

    private Hyperparameters Trial(Precision precision)
    {
        var trial = Trials.Of(
            Optimizer(), Enum.Parse<LossKind>(json.GetProperty("loss").GetString()!, ignoreCase: true));
        return trial with
        {
            BatchSize = json.GetProperty("batch_size").GetInt32(),
            Epochs = json.GetProperty("epochs").GetInt32(),
            LearningRate = Optional("lr", trial.LearningRate),
            Decay = Optional("decay", 0),
            Momentum = Optional("momentum", trial.Momentum),
            Shuffle = false,
            Precision = precision,
        };
    }

    private OptimizerKind Optimizer() => json.GetProperty("optimizer").GetString() switch
    {
        "sgd" when Parameter.TryGetProperty("nesterov", out _) => OptimizerKind.Nesterov,
        "sgd" when Parameter.TryGetProperty("momentum", out _) => OptimizerKind.Momentum,
        "adam" when Parameter.TryGetProperty("amsgrad", out _) => OptimizerKind.AmsGrad,
        var name => Enum.Parse<OptimizerKind>(name!, ignoreCase: true),
    };

    private double Optional(string key, double otherwise) =>
        Parameter.TryGetProperty(key, out var value) ? value.GetDouble() : otherwise;

    private TrainingRows Rows()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, json.GetProperty("data").GetString()!));
        var rows = lines.Skip(1)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        return new TrainingRows(
            [.. rows.SelectMany(row => row[..^1])], [.. rows.Select(row => row[^1])], rows[0].Length - 1, 1);
    }
}

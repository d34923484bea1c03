using System.Globalization;
using System.Text.Json;

namespace SweepCluster.Acceptance.Tests.Pinned;

/// <summary>The command reproduces golden cases of Keras' formulas.</summary>
public sealed class GoldenTests : TemporaryFolder
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "golden");

    public static TheoryData<string> Names => [.. Cases().Select(golden => golden.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_golden_case_is_reproduced_by_the_command(string name)
    {
        var golden = Cases().Single(candidate => candidate.GetProperty("name").GetString() == name);
        var ended = await SweepProcess.Run(["run", Write("golden.hocon", SweepFile(golden)), "--out", In("out")]);
        var row = Assert.Single(Summary.Read(In("out")));
        var expect = golden.GetProperty("expect");
        double[] expected = [.. Numbers(expect.GetProperty("weights")), expect.GetProperty("bias").GetDouble()];
        string[] columns = [.. Features(golden).Select(feature => $"w_{feature}"), "bias"];
        var tolerance = expect.GetProperty("rel_tol").GetDouble() * Math.Max(1e-3, expected.Max(Math.Abs));

        Assert.Equal(0, ended.ExitCode);
        Assert.All(columns.Zip(expected), weight => Assert.Equal(weight.Item2, row.Number(weight.Item1), tolerance));
        Assert.Equal(expect.GetProperty("rmse").GetDouble(), row.Number("rmse"), 1e-9);
    }

    private static string SweepFile(JsonElement golden)
    {
        var parameters = golden.GetProperty("params");
        var init = Numbers(golden.GetProperty("init")).Select(Text).ToList();
        var settings = new List<string>
        {
            $"optimizer = {Optimizer(golden)}",
            $"loss = {golden.GetProperty("loss").GetString()}",
            $"batch-size = {golden.GetProperty("batch_size")}",
            $"epochs = {golden.GetProperty("epochs")}",
            "shuffle = off",
            "precision = float64",
        };
        settings.AddRange(
            from key in new[] { ("lr", "learning-rate"), ("decay", "decay"), ("momentum", "momentum") }
            where parameters.TryGetProperty(key.Item1, out _)
            select $"{key.Item2} = {Text(parameters.GetProperty(key.Item1).GetDouble())}");
        var data = Path.Combine(Golden, Path.GetFileName(golden.GetProperty("data").GetString()!));
        return $$"""
            sweep {
              name = golden
              dataset { csv { path = "{{data}}", features = [{{string.Join(", ", Features(golden))}}], target = y } }
              model {
                kernel-initializer = [{{string.Join(", ", init.SkipLast(1))}}]
                bias-initializer = [{{init[^1]}}]
              }
              training {
                {{string.Join("\n    ", settings)}}
              }
            }
            """;
    }

    private static string Optimizer(JsonElement golden)
    {
        var parameters = golden.GetProperty("params");
        var name = golden.GetProperty("optimizer").GetString()!;
        if (parameters.TryGetProperty("amsgrad", out _))
            return "amsgrad";
        if (parameters.TryGetProperty("nesterov", out _))
            return "nesterov";
        return parameters.TryGetProperty("momentum", out _) ? "momentum" : name;
    }

    private static List<JsonElement> Cases()
    {
        var examples = JsonDocument.Parse(File.ReadAllText(Path.Combine(Golden, "examples.json")));
        return [.. examples.RootElement.GetProperty("cases").EnumerateArray()];
    }

    private static IEnumerable<string> Features(JsonElement golden) =>
        golden.GetProperty("features").EnumerateArray().Select(feature => feature.GetString()!);

    private static IEnumerable<double> Numbers(JsonElement array) =>
        array.EnumerateArray().Select(item => item.GetDouble());

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

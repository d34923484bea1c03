using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SweepCluster.Search;

namespace SweepCluster.Benchmarks.Searching;

/// <summary>The suite: classics, and functions like training; functions.json has their spaces.</summary>
internal static class TestFunctions
{
    private const int Continuous = Domain.Interval.Continuous;

    private static readonly Dictionary<string, Func<Setting, double>> Values = new()
    {
        ["branin"] = Classics.Branin,
        ["hartmann6"] = Classics.Hartmann6,
        ["rosenbrock4"] = Classics.Rosenbrock4,
        ["ackley5"] = Classics.Ackley5,
        ["mixed5"] = Trainings.Mixed5,
        ["conditional"] = Trainings.Conditional,
        ["noisy_hartmann6"] = Classics.Hartmann6,
        ["mlp_digits"] = new MeasuredTable(At("mlp_digits.csv")).Value,
    };

    /// <summary>Reads them, and checks their values.</summary>
    /// <exception cref="InvalidDataException">A value is not the one to check by.</exception>
    public static ImmutableArray<TestFunction> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(At("functions.json")));
        return [.. file.RootElement.EnumerateObject().Select(Read)];
    }

    private static TestFunction Read(JsonProperty named)
    {
        var space = new SearchSpace([.. named.Value.GetProperty("space").EnumerateArray().Select(Parameter)]);
        var function = new TestFunction(
            named.Name, space, named.Value.GetProperty("minimum").GetDouble(),
            named.Name.StartsWith("noisy", StringComparison.Ordinal) ? 0.15 : 0, Values[named.Name]);
        foreach (var point in named.Value.GetProperty("points").EnumerateArray())
            Check(function, point);
        return function;
    }

    private static void Check(TestFunction function, JsonElement point)
    {
        var given = point.GetProperty("parameters");
        var values = function.Space.Parameters.Select(parameter =>
            !given.TryGetProperty(parameter.Name, out var value) ? SettingValue.None
            : value.ValueKind == JsonValueKind.String ? SettingValue.Of(value.GetString()!)
            : SettingValue.Of(value.GetDouble()));
        var found = function.Regret([.. values]) + function.Minimum;
        var right = point.GetProperty("true_value").GetDouble();
        if (!(Math.Abs(found - right) <= 1e-9 * Math.Max(1, Math.Abs(right))))
            throw new InvalidDataException($"{function.Name} is {found} where it should be {right}.");
    }

    private static Parameter Parameter(JsonElement found)
    {
        var kind = found.GetProperty("kind").GetString();
        var isLog = found.TryGetProperty("log", out var log) && log.GetBoolean();
        double End(string name) => found.GetProperty(name).GetDouble();
        Domain domain = (kind, isLog) switch
        {
            ("cat", _) => new Domain.Choice(
                [.. found.GetProperty("choices").EnumerateArray().Select(c => SettingValue.Of(c.GetString()!))]),
            ("int", true) => new Domain.IntegerLogUniform(End("low"), End("high"), Continuous),
            ("int", false) => new Domain.IntegerUniform(End("low"), End("high"), Continuous),
            (_, true) => new Domain.LogUniform(End("low"), End("high"), Continuous),
            _ => new Domain.Uniform(End("low"), End("high"), Continuous),
        };
        return new Parameter(found.GetProperty("name").GetString()!, domain)
        {
            When = found.TryGetProperty("when", out var when)
                ? when.EnumerateObject()
                    .Select(on => new Condition(on.Name, [SettingValue.Of(on.Value.GetString()!)])).Single()
                : null,
        };
    }

    private static string At(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, name);
}

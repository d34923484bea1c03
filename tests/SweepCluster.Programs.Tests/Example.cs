using System.Collections.Immutable;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Programs.Tests;

/// <summary>A program, a trial of it, and sweeps of programs.</summary>
internal static class Example
{
    public const string Axes = "search-space { lr = [0.1, 0.2], kind = [gini, entropy] }";

    public static ProgramSpec Program { get; } = new()
    {
        Metric = "val_error",
        Direction = Direction.Minimize,
        Run = ["python3", "train.py", "{args}"],
        Folder = "/jobs",
    };

    public static TrialValues Values(params ImmutableArray<(string Name, SettingValue Value)> parameters) =>
        new(parameters, Trial: 7, Repeat: 2, Seed: 123, Attempt: 3, "/jobs/trials/7");

    public static (string Name, SettingValue Value) Number(string name, double value) =>
        (name, SettingValue.Of(value));

    public static (string Name, SettingValue Value) Word(string name, string value) => (name, SettingValue.Of(value));

    /// <summary>A sweep with these lines in its block <c>program</c>.</summary>
    public static SweepSpec Sweep(string program, string more = Axes) => SweepFileReader.Parse(
        $$"""
        sweep {
          name = example
          objective { metric = val_error, direction = minimize }
          program { {{program}} }
          {{more}}
        }
        """,
        "/jobs/example.hocon",
        []);
}

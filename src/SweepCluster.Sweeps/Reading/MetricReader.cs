using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Sweeps.Reading;

/// <summary>Reads what trials are ranked on: a metric's name, or a block with its direction.</summary>
/// <param name="Sweep">The sweep's block.</param>
public sealed record MetricReader(Block Sweep)
{
    private const string Key = "objective";

    /// <summary>The words of directions.</summary>
    public static WordTable<Direction> Directions { get; } =
        new((Direction.Minimize, "minimize"), (Direction.Maximize, "maximize"));

    private bool IsBlock => Sweep.Find(Key)?.Value is HoconObject;

    /// <summary>One of the metrics that a kind of objective has; the first if the file names none.</summary>
    public Metric Read(ImmutableArray<Metric> metrics)
    {
        ImmutableArray<string> words = [.. metrics.Select(metric => metric.Name)];
        var parser = new ValueParser<Metric>(ValueParsers.Listed(words), (HoconScalar scalar, out Metric value) =>
        {
            value = metrics.FirstOrDefault(metric => metric.Name == scalar.Text) ?? metrics[0];
            return value.Name == scalar.Text;
        })
        { Words = words };
        var (block, key) = IsBlock ? (Sweep.Inner(Key).OnlyKnownKeys(), "metric") : (Sweep, Key);
        var metric = block.Read(key, parser, metrics[0]);
        if (metric.Value.Missing is { } why)
            block.Refuse(key, metric.Origin, $"{metric.Value.Name} {why}");
        if (IsBlock)
            CheckDirection(block, metric.Value);
        return metric.Value;
    }

    /// <summary>The metric of a kind whose trials say any that they like: its name and its direction.</summary>
    public (string Name, Direction Direction) ReadAny()
    {
        const string Example = "objective { metric = val_error, direction = minimize }";
        var name = ValueParsers.Text("the metric's name");
        if (IsBlock)
        {
            var block = Sweep.Inner(Key).OnlyKnownKeys();
            return (
                block.Require("metric", name, "", "metric = val_error").Value,
                block.Require("direction", ValueParsers.Word(Directions), default, "direction = minimize").Value);
        }

        var found = Sweep.Require(Key, name, "", Example);
        if (found is { IsGiven: true, IsSound: true })
            Sweep.Refuse(Key, found.Origin, $"whether {found.Value} is better low or high is not known: "
                + $"write objective {{ metric = {HoconWriter.Word(found.Value)}, direction = minimize }}");
        return (found.Value, default);
    }

    private static void CheckDirection(Block block, Metric metric)
    {
        var direction = block.Read("direction", ValueParsers.Word(Directions), metric.Direction);
        if (direction.Value != metric.Direction)
            block.Refuse("direction", direction.Origin, $"{metric.Name} is better "
                + $"{(metric.Direction == Direction.Minimize ? "low" : "high")}: "
                + $"write {Directions.Of(metric.Direction)}, or leave it out");
    }
}

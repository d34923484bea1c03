using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Reading.Axes;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Reads the <c>sweep</c> block.</summary>
/// <param name="FileName">The sweep file, as its reader names it.</param>
/// <param name="Files">Finds files.</param>
/// <param name="Kind">What the sweep's trials are.</param>
internal sealed record SweepReader(string FileName, FileFinder Files, IObjectiveKind Kind)
{
    // Which metrics there are depends on all that the file says.
    private static readonly Metric Undecided = new(0, "", Direction.Minimize);

    private static ValueParser<long> Seed { get; } =
        ValueParsers.Whole(long.MinValue, long.MaxValue, "a whole number of at most 64 bits");

    /// <summary>Reads the block; what it returns counts only if no problem was reported.</summary>
    public SweepSpec Read(Block sweep)
    {
        sweep.OnlyKnownKeys();
        var search = new SearchReader(sweep);
        var repeats = sweep.Read("repeats", ValueParsers.Whole(1), 1);
        var space = SearchSpaceReader.Read(sweep.Inner("search-space"), Kind.Parameters, search.IsGrid);
        if (search.IsGrid && !space.HasConditions)
            SearchSpaceReader.CheckSize(sweep, space, repeats);
        var objective = Kind.Read(sweep, space, Files);
        var spec = new SweepSpec
        {
            Name = Name(sweep),
            Seed = sweep.Read("seed", Seed, 42).Value,
            Repeats = repeats.Value,
            Metric = Undecided,
            Kind = Kind,
            Objective = objective,
            SearchSpace = space.Space,
            Search = search.Read(space, Kind.Parameters, objective, repeats),
            Stop = Stop(sweep.Inner("stop").OnlyKnownKeys()),
        };
        var schema = spec.Schema;

        // The kind has read a metric that its trials may call as they like.
        spec = spec with
        {
            Metric = schema.HasFoundMetrics ? schema.Metrics[0] : new MetricReader(sweep).Read(schema.Metrics),
        };
        SchedulerReader.CheckMetric(sweep, spec);
        return spec;
    }

    private string Name(Block sweep)
    {
        var name = AnyName(sweep);
        if (ValueParsers.IsDevice(name))
            sweep.Refuse("name", sweep.OriginOf("name"),
                $"{name} is a device of Windows, where no folder can be called so: write another name");
        return name;
    }

    private string AnyName(Block sweep)
    {
        var stem = Path.GetFileNameWithoutExtension(FileName);
        if (sweep.Find("name") is not null || ValueParsers.IsName(stem))
            return sweep.Read("name", ValueParsers.Name, stem).Value;
        if (sweep.IsSound)
            sweep.Refuse("name", sweep.Origin,
                $"left out, and the file's own name is none: write name = {ValueParsers.Name.Right}");
        return stem;
    }

    private static StopRules Stop(Block stop)
    {
        var maxTime = stop.Read("max-time", Durations.Parser, TimeSpan.Zero);
        var goal = stop.Read("goal", ValueParsers.Number("a finite number of at least 0", x => x >= 0), 0);
        var maxFailures = stop.Read("max-failures", ValueParsers.Whole(0), 0);
        return new StopRules(maxTime.Value, goal.Value, maxFailures.Value);
    }
}

using System.Collections.Immutable;
using SweepCluster.Programs.Evaluating;
using SweepCluster.Programs.Files;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Reading;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;

namespace SweepCluster.Programs;

/// <summary>Any program, run once per trial, that says in its output how good the trial was.</summary>
public sealed class ProgramKind : IObjectiveKind, IForecasts
{
    private ProgramKind()
    {
    }

    /// <summary>The only one.</summary>
    public static ProgramKind Instance { get; } = new();

    /// <inheritdoc/>
    public string Word => ProgramSpec.Word;

    /// <inheritdoc/>
    public ImmutableArray<KnownBlock> Blocks { get; } =
    [
        new("program",
        [
            "run", "serve", "flag", "folder", "files", "keep", "environment", "inherit", "secret", "timeout", "silence",
            "grace", "attempts", "budget", "checkpoints", "result", "pattern", "resources",
        ]),
        new("program.environment", []) { TakesAny = true },
        new("program.resources", ["slots", "gpus", "memory"]),
    ];

    /// <inheritdoc/>
    public IParameterRules Parameters => ParameterRules.Instance;

    /// <inheritdoc/>
    public IOutcomeCodec Codec { get; } = new ProgramCodec();

    /// <inheritdoc/>
    public ObjectiveSpec Read(Block sweep, SearchSpaceReading space, FileFinder files)
    {
        var metric = new MetricReader(sweep).ReadAny();
        if (ParameterNames.IsTaken(metric.Name))
            sweep.Refuse("objective", sweep.OriginOf("objective"),
                $"the results have a column {metric.Name} already: have the program call its metric something else");
        return new ProgramReader(sweep.Inner("program"), space, files).Read(metric);
    }

    /// <inheritdoc/>
    public ObjectiveSchema SchemaOf(SweepSpec spec)
    {
        var program = (ProgramSpec)spec.Objective;
        return new()
        {
            Metrics = [new(0, program.Metric, program.Direction)],
            HasFoundMetrics = true,
            Curves = [Search.ColumnNames.Of(program.Metric)],
            IsReproducible = false,
        };
    }

    /// <inheritdoc/>
    public IObjective Prepare(SweepSpec spec, DataSet? data, Workplace place) => new ProgramObjective(spec, place);

    /// <inheritdoc/>
    public void CheckHere(SweepSpec spec) => ProgramCheck.Here((ProgramSpec)spec.Objective);

    /// <inheritdoc/>
    public string FilesHash(SweepSpec spec) => FileBundles.Of((ProgramSpec)spec.Objective).Hash();

    /// <inheritdoc/>
    public ImmutableArray<string> FilesOf(SweepSpec spec) => FileBundles.Of((ProgramSpec)spec.Objective).Names;

    /// <inheritdoc/>
    public SweepForecast Forecast(LoadedSweep sweep, int slots, TimeProvider clock) =>
        ProgramForecast.Of(sweep, slots);
}

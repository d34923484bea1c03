using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Explaining;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Planning;
using SweepCluster.Objectives.Linear.Reading;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Objectives.Linear.Wording;
using SweepCluster.Objectives.Tables;
using SweepCluster.Sweeps.Explaining;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;

namespace SweepCluster.Objectives.Linear;

/// <summary>One dense layer without activation, trained in lanes and compared with its least-squares optimum.</summary>
public sealed class LinearKind : IObjectiveKind, IForecasts, IExplains, IConcludes
{
    private LinearKind()
    {
    }

    /// <summary>The only one.</summary>
    public static LinearKind Instance { get; } = new();

    /// <inheritdoc/>
    public string Word => LinearWords.Kind;

    /// <inheritdoc/>
    public ImmutableArray<KnownBlock> Blocks { get; } =
    [
        .. SourceCatalog.Blocks,
        new("model", ["units", "use-bias", "kernel-initializer", "bias-initializer"]),
        new("training", Settings.Rules.Names),
    ];

    /// <inheritdoc/>
    public ImmutableArray<VerdictKind> Verdicts => LinearSchema.Verdicts;

    /// <inheritdoc/>
    public IParameterRules Parameters => Settings.Rules;

    /// <inheritdoc/>
    public IOutcomeCodec Codec { get; } = new LinearCodec();

    /// <inheritdoc/>
    public ObjectiveSpec Read(Block sweep, SearchSpaceReading space, FileFinder files)
    {
        var data = new DatasetReader(files).Read(sweep.Inner("dataset"));
        return new LinearSpec(
            data.Data,
            ModelReader.Read(sweep.Inner("model"), data),
            new TrainingReader(sweep.Inner("training"), space).Read());
    }

    /// <inheritdoc/>
    public ObjectiveSchema SchemaOf(SweepSpec spec) => LinearSchema.Of(spec.Linear());

    /// <inheritdoc/>
    public IObjective Prepare(SweepSpec spec, DataSet? data, Workplace place) =>
        new LinearObjective(spec, data ?? throw new ArgumentNullException(nameof(data), "A linear layer needs data."));

    /// <inheritdoc/>
    public string DataRead(SweepSpec spec, DataSet? data) => DataWords.Of(spec.Linear().Table, data!);

    /// <inheritdoc/>
    public string BestInWords(SweepSpec spec, RecordedSummary summary, RecordedTrial best) =>
        LinearConclusions.Distance(spec, summary, best);

    /// <inheritdoc/>
    public IEnumerable<string> Conclusions(SweepSpec spec, RecordedSummary summary, IObjective? prepared) =>
        LinearConclusions.Of(spec, summary, ((LinearObjective?)prepared)?.Problem.Optimum.ScalesMakeTheWayLong);

    /// <inheritdoc/>
    public SweepForecast Forecast(LoadedSweep sweep, int slots, TimeProvider clock) =>
        LinearForecast.Of(sweep, slots, clock).Sweep;

    /// <inheritdoc/>
    public string? Disappointment(LoadedSweep sweep, RecordedSummary summary) =>
        LinearConclusions.WhyStalled(sweep, summary);

    /// <inheritdoc/>
    public TrialExplanation Explain(
        LoadedSweep sweep, Trial trial, TrialOutcome outcome, CancellationToken cancellation) =>
        ExplainedTrial.Of(sweep, trial, (LinearOutcome)outcome, cancellation).ToExplanation(sweep);

    /// <inheritdoc/>
    public IEnumerable<string> ExplainHopeless(LoadedSweep sweep, CancellationToken cancellation) =>
        HopelessTrials.Explain(sweep, cancellation);
}

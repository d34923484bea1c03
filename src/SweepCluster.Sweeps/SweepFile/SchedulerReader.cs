using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Search.Schedulers;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Reads which trials are stopped early: a scheduler's word, or a block with its settings.</summary>
/// <param name="Sweep">The sweep's block.</param>
internal sealed record SchedulerReader(Block Sweep)
{
    private const string Key = "scheduler";
    private const string Reduction = "reduction";
    private const string Smallest = "smallest";

    private static readonly ImmutableArray<string> Words = [SchedulerRules.NoneWord, .. SchedulerCatalog.Words];

    /// <summary>The blocks that the file may have for it.</summary>
    public static ImmutableArray<KnownBlock> Blocks { get; } =
    [
        new("sweep.scheduler", SchedulerCatalog.Words) { IsChoice = true },
        .. SchedulerCatalog.All.Select(kind => new KnownBlock(
            $"sweep.scheduler.{kind.Word}", kind.DefaultSmallest is null ? [] : [Reduction, Smallest])),
    ];

    /// <summary>The rules; null for none, and if a problem was reported.</summary>
    /// <param name="objective">What the sweep's trials are.</param>
    public SchedulerRules? Read(ObjectiveSpec objective)
    {
        if (Kind() is not { } found)
            return null;
        if (objective.FullSteps is not { } full)
        {
            Sweep.Refuse(Key, Sweep.OriginOf(Key), $"{found.Kind.Word} shares out the steps of trials: "
                + objective.HowToSayFullSteps);
            return null;
        }

        if (found.Kind.DefaultSmallest is not { } smallestOf)
            return new(found.Kind.Word, SchedulerCatalog.DefaultReduction, full, full);
        var reduction = Read(found.Block, Reduction, ValueParsers.Whole(2, 1000), SchedulerCatalog.DefaultReduction);
        var smallest = Read(found.Block, Smallest, ValueParsers.Whole(1, full), smallestOf(reduction, full));
        return new(found.Kind.Word, reduction, smallest, full);

        static int Read(Block? block, string key, ValueParser<int> parser, int usual) =>
            block is null ? usual : block.Read(key, parser, usual).Value;
    }

    /// <summary>Checks that trials tell the metric step by step, if the scheduler needs that.</summary>
    public static void CheckMetric(Block sweep, SweepSpec spec)
    {
        var (schema, metric) = (spec.Schema, spec.Metric);
        if (spec.Search.MakeScheduler() is { ComparesCourses: true } && spec.MetricCurve is null)
            sweep.Refuse(Key, sweep.OriginOf(Key), $"{spec.Search.Scheduler!.Word} looks at a metric {schema.StepWord} "
                + $"by {schema.StepWord}, and {metric.Name} is known at the end only: rank on "
                + $"{string.Join(" or ", schema.Curves.Select(curve => curve.Replace('_', '-')))}, or write another");
    }

    // A word alone has no block.
    private (SchedulerKind Kind, Block? Block)? Kind()
    {
        if (Sweep.Find(Key)?.Value is not HoconObject)
        {
            var word = Sweep.Read(Key, ValueParsers.Word(Words), SchedulerRules.NoneWord);
            return word.Value == SchedulerRules.NoneWord
                ? null
                : (SchedulerCatalog.Of(word.Value), null);
        }

        var block = Sweep.Inner(Key).OnlyKnownKeys();
        var kinds = SchedulerCatalog.All.Where(kind => block.Find(kind.Word) is not null).ToList();
        if (kinds.Count == 1)
            return (kinds[0], block.Inner(kinds[0].Word).OnlyKnownKeys());
        if (kinds.Count > 1 || block.Fields.IsEmpty)
            Sweep.Refuse(Key, Sweep.OriginOf(Key),
                $"write one of them, such as {Key} {{ {SchedulerCatalog.All[0].Word} {{ }} }}");
        return null;
    }
}

using System.Collections.Immutable;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Training.Data;

namespace SweepCluster.Objectives.Tables;

/// <summary>The kinds of data source, a line each, in the order in which messages name them.</summary>
internal static class SourceCatalog
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<SourceBlock> All { get; } =
    [
        new SyntheticBlock(),
        new CsvBlock(),
        new SeriesBlock(),
    ];

    /// <summary>The kind of a source.</summary>
    public static SourceBlock Of(DataSource source) => All.First(block => block.Covers(source));

    /// <summary>The block <c>dataset</c> and the blocks in it.</summary>
    public static ImmutableArray<KnownBlock> Blocks { get; } =
    [
        new("dataset", [.. All.Select(block => block.Word), "validation", "standardize"]),
        .. All.Select(block => new KnownBlock($"dataset.{block.Word}", block.Keys)),
    ];
}

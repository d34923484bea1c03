using System.Runtime.CompilerServices;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Report;
using SweepCluster.Dashboard.Report.Grids;

namespace SweepCluster.Dashboard.Components.Charts;

/// <summary>The report's figures of results that are still growing; drawn once for all viewers.</summary>
internal sealed class FigureCache
{
    private readonly ConditionalWeakTable<SweepTable, Lazy<LiveFigures>> _drawn = [];

    /// <summary>The figures of a table; draws them on the first request.</summary>
    public LiveFigures Of(SweepTable table, string text) =>
        _drawn.GetValue(table, key => new(() => LiveFigures.Of(RecordedRun.Of(key.Results, text)))).Value;
}

/// <summary>Figures, and the run that they show.</summary>
internal sealed record LiveFigures(RecordedRun Run, Figures Figures)
{
    /// <summary>Draws them.</summary>
    public static LiveFigures Of(RecordedRun run) => new(run, Figures.Of(run));

    /// <summary>Whether there is a figure of this name.</summary>
    public bool Has(string name) => Figures.Named.Any(figure => figure.Name == name);

    /// <summary>A figure.</summary>
    public string Json(string name) => Figures.Named.First(figure => figure.Name == name).Json;

    /// <summary>The maps of one kind, objective or verdict, with the axes that they show.</summary>
    public IReadOnlyList<(string Axes, string Json)> Maps(string kind) =>
        [.. Figures.Maps.Select((axes, i) => (axes.Name, Json($"{kind}-{i}")))];
}

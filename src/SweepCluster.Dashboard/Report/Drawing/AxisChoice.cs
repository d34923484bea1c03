using System.Collections.Immutable;
using SweepCluster.Dashboard.Report.Grids;

namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>Which axes a map shows, and in how many bins.</summary>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis; null if the sweep has only one axis.</param>
/// <param name="Third">One map for each of its bins; null if the sweep has at most two axes.</param>
/// <param name="MostBins">The most bins of each axis of a map.</param>
internal sealed record AxisChoice(GridAxis X, GridAxis? Y, GridAxis? Third, int MostBins)
{
    private const int MostPanels = 9;
    private const int MostBinsEver = 40;
    private const int FewestBins = 6;
    private const int FewestScattered = 4;
    private const int MostScattered = 20;

    // About 60 bytes per cell in the file.
    private const int CellBudget = 50_000;

    // With more axes than this, each pair is shown over a single third axis: the one that matters most.
    private const int MostForAllTriples = 5;

    /// <summary>Columns of a map.</summary>
    public int Columns => X.Bins(MostBins);

    /// <summary>Rows of a map.</summary>
    public int Rows => Y?.Bins(MostBins) ?? 1;

    /// <summary>Number of maps.</summary>
    public int Panels => Third?.Bins(MostPanels) ?? 1;

    /// <summary>Its label.</summary>
    public string Name => Y is null ? X.Name
        : Third is null ? $"{X.Name} × {Y.Name}"
        : $"{X.Name} × {Y.Name}, for each {Third.Name}";

    /// <summary>
    /// All choices, those of the axes that matter most first; they have as many bins as the file's size allows.
    /// </summary>
    /// <param name="axes">The axes, the one that matters most first.</param>
    public static ImmutableArray<AxisChoice> All(IReadOnlyList<GridAxis> axes)
    {
        for (var bins = MostBinsEver; ; bins--)
        {
            ImmutableArray<AxisChoice> choices = [.. Choices(axes, bins)];
            if (bins == FewestBins || choices.Sum(choice => choice.Columns * choice.Rows * choice.Panels) <= CellBudget)
                return choices;
        }
    }

    /// <summary>Choices for trials that lie anywhere: pairs of axes, in so few bins that most are not empty.</summary>
    /// <param name="axes">The axes, the one that matters most first.</param>
    /// <param name="trials">How many trials lie on them.</param>
    public static ImmutableArray<AxisChoice> Pairs(IReadOnlyList<GridAxis> axes, int trials)
    {
        var bins = Math.Clamp((int)Math.Sqrt(trials / 2.0), FewestScattered, MostScattered);
        return axes.Count == 1
            ? [new AxisChoice(axes[0], null, null, bins)]
            : [
                .. from second in Enumerable.Range(1, axes.Count - 1)
                   from first in Enumerable.Range(0, second)
                   select new AxisChoice(axes[first], axes[second], null, bins),
            ];
    }

    private static IEnumerable<AxisChoice> Choices(IReadOnlyList<GridAxis> axes, int bins)
    {
        if (axes.Count == 1)
            yield return new AxisChoice(axes[0], null, null, bins);
        for (var second = 1; second < axes.Count; second++)
        {
            for (var first = 0; first < second; first++)
            {
                var others = axes.Where((_, i) => i != first && i != second)
                    .Take(axes.Count > MostForAllTriples ? 1 : axes.Count);
                foreach (var third in others.DefaultIfEmpty())
                    yield return new AxisChoice(axes[first], axes[second], third, bins);
            }
        }
    }
}

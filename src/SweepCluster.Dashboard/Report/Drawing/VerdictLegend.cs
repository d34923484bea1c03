using System.Collections.Immutable;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>A kind of objective's verdicts as figures show them, then an entry for trials without a result.</summary>
internal sealed class VerdictLegend
{
    /// <summary>The verdicts of a schema.</summary>
    public VerdictLegend(ObjectiveSchema schema)
    {
        NoResult = schema.Verdicts.Length;
        Names = [.. schema.Verdicts.Select(verdict => verdict.Name), "NO RESULT"];
        Colours =
        [
            .. Enumerable.Range(0, NoResult).Select(verdict => Palette.Verdicts[verdict % Palette.Verdicts.Length]),
            Palette.Quiet,
        ];
    }

    /// <summary>The index of the entry for FAILED and CANCELLED trials.</summary>
    public int NoResult { get; }

    /// <summary>The number of entries.</summary>
    public int Count => Names.Length;

    /// <summary>Their names.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Their colours.</summary>
    public ImmutableArray<string> Colours { get; }
}

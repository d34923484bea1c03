using System.Collections.Immutable;
using SweepCluster.Sweeps.Objectives;

namespace SweepCluster.Dashboard.Report;

/// <summary>The verdicts of a kind of objective as figures show them, and after them what stands for trials without a result.</summary>
internal sealed class VerdictLegend
{
    /// <summary>The verdicts of a schema.</summary>
    public VerdictLegend(ObjectiveSchema schema)
    {
        NoResult = schema.Verdicts.Length;
        Names = [.. schema.Verdicts.Select(verdict => verdict.Name), "NO RESULT"];
        Colours = [.. Enumerable.Range(0, NoResult).Select(verdict => Palette.Verdicts[verdict % Palette.Verdicts.Length]), Palette.Quiet];
    }

    /// <summary>The place of FAILED and CANCELLED trials.</summary>
    public int NoResult { get; }

    /// <summary>How many there are, that of trials without a result included.</summary>
    public int Count => Names.Length;

    /// <summary>Their names.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Their colours.</summary>
    public ImmutableArray<string> Colours { get; }
}

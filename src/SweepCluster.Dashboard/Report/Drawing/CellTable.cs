using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>Trials grouped into cells over two axes, once for each bin of a third.</summary>
/// <remarks>
/// A cell has the best of its complete trials, and the number of its finished trials per verdict.
/// </remarks>
internal sealed class CellTable
{
    private readonly Aim _aim;
    private readonly VerdictLegend _legend;
    private readonly double[] _best;
    private readonly long[] _bestTrial;
    private readonly int[] _counts;
    private readonly bool[] _diverged;

    private CellTable(SweepSpec spec, AxisChoice axes)
    {
        (_aim, _legend) = (spec.Metric.Aim, new VerdictLegend(spec.Schema));
        (Columns, Rows, Panels) = (axes.Columns, axes.Rows, axes.Panels);
        var cells = Columns * Rows * Panels;
        (_best, _bestTrial, _counts) = (new double[cells], new long[cells], new int[cells * _legend.Count]);
        _diverged = new bool[cells];
        Array.Fill(_best, double.NaN);
        Array.Fill(_bestTrial, -1);
    }

    /// <summary>Bins of the horizontal axis.</summary>
    public int Columns { get; }

    /// <summary>Bins of the vertical axis; 1 if there is none.</summary>
    public int Rows { get; }

    /// <summary>Bins of the third axis; 1 if there is none.</summary>
    public int Panels { get; }

    /// <summary>Groups trials into cells.</summary>
    public static CellTable Of(SweepSpec spec, IReadOnlyList<RecordedTrial> trials, AxisChoice axes)
    {
        var table = new CellTable(spec, axes);
        foreach (var trial in trials)
        {
            var panel = axes.Third?.BinOf(trial.Id, axes.Panels) ?? 0;
            var row = axes.Y?.BinOf(trial.Id, axes.Rows) ?? 0;
            table.Add(table.Index(panel, row, axes.X.BinOf(trial.Id, axes.Columns)), trial);
        }

        return table;
    }

    /// <summary>The best objective of the cell's complete trials; NaN if none is complete.</summary>
    public double Best(int panel, int row, int column) => _best[Index(panel, row, column)];

    /// <summary>The trial that has it; -1 if none is complete.</summary>
    public long BestTrial(int panel, int row, int column) => _bestTrial[Index(panel, row, column)];

    /// <summary>Trials of the cell per verdict, then those without a result.</summary>
    public ReadOnlySpan<int> Counts(int panel, int row, int column) =>
        _counts.AsSpan(Index(panel, row, column) * _legend.Count, _legend.Count);

    /// <summary>Whether a trial of the cell diverged.</summary>
    public bool HasDiverged(int panel, int row, int column) => _diverged[Index(panel, row, column)];

    /// <summary>Whether a trial of the cell failed or was cancelled.</summary>
    public bool HasNoResult(int panel, int row, int column) => Counts(panel, row, column)[_legend.NoResult] > 0;

    /// <summary>The commonest verdict of the cell's trials, on a tie the worse one; -1 if none is over.</summary>
    /// <remarks>
    /// A trial without a result says nothing about the cell's settings, so it counts only if no other trial has one.
    /// </remarks>
    public int Commonest(int panel, int row, int column)
    {
        var counts = Counts(panel, row, column);
        var commonest = counts[_legend.NoResult] > 0 ? _legend.NoResult : -1;
        for (var i = 0; i < _legend.NoResult; i++)
        {
            if (counts[i] > 0 && (commonest < 0 || commonest == _legend.NoResult || counts[i] >= counts[commonest]))
                commonest = i;
        }

        return commonest;
    }

    private int Index(int panel, int row, int column) => (panel * Rows + row) * Columns + column;

    private void Add(int cell, in RecordedTrial trial)
    {
        if (trial.Verdict is not null || trial.State is TrialState.Failed or TrialState.Cancelled)
            _counts[cell * _legend.Count + (trial.Verdict ?? _legend.NoResult)]++;
        _diverged[cell] |= trial.State == TrialState.Diverged;
        if (trial.State != TrialState.Complete)
            return;
        if (_bestTrial[cell] >= 0 && !_aim.IsBetter(trial.Objective, _best[cell]))
            return;
        (_best[cell], _bestTrial[cell]) = (trial.Objective, trial.Id);
    }
}

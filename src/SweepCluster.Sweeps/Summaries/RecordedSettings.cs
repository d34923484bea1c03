using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Search;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>The settings of trials that do not follow from the sweep alone: summary.csv tells them.</summary>
public static class RecordedSettings
{
    /// <summary>The order of a sweep's trials.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="rows">Ids and rows of its trials; not looked at if their settings follow from the sweep.</param>
    /// <exception cref="InvalidDataException">A cell is no value of its parameter.</exception>
    public static TrialOrder OrderOf(SweepSpec spec, IEnumerable<(long TrialId, string Row)> rows)
    {
        if (spec.Search.IsForeseen)
            return TrialOrder.Of(spec);
        Trial[] trials =
        [
            .. rows.OrderBy(row => row.TrialId)
                .Select(row => TrialOf(spec, row.TrialId, SummaryRows.Cells(row.Row)))
                .TakeWhile(trial => trial.Configuration.Values.Any(value => !value.IsNone)),
        ];
        // Of a configuration, all repeats are proposed, or none.
        var proposed = trials.Length == 0
            ? ProposedTrials.None
            : ProposedTrials.None.With(RoundLayout.Of(spec, 0, trials));
        return TrialOrder.Of(spec, proposed);
    }

    // A trial that was stopped made as many steps as its row says; it may have set out to make more.
    private static Trial TrialOf(SweepSpec spec, long trialId, string[] cells)
    {
        var first = SummaryColumns.BeforeOwn + spec.Schema.Columns.Length;
        ImmutableArray<SettingValue> values =
        [
            .. spec.SearchSpace.Parameters.Zip(cells.Skip(first), (parameter, cell) => parameter.Domain.Parse(cell)
                ?? throw new InvalidDataException($"trial {trialId}: {cell} is no value of {parameter.Name}")),
        ];
        var (index, repeat) = Math.DivRem(trialId, spec.Repeats);
        var isStopped = cells[SummaryColumns.State] == SummaryColumns.WordOf(TrialState.Pruned);
        var steps = cells[first + values.Length + 1];
        var trial = new Trial(trialId, new Configuration(index, values), (int)repeat);
        if (!isStopped)
            return trial;
        var made = int.TryParse(steps, CultureInfo.InvariantCulture, out var whole) && whole > 0
            ? whole
            : throw new InvalidDataException($"trial {trialId}: {steps} is no number of steps");
        return spec.Search.MakeScheduler() is { ComparesCourses: true }
            ? trial with { Limits = [.. Enumerable.Repeat(double.PositiveInfinity, made - 1), double.NegativeInfinity] }
            : trial with { Steps = made };
    }
}

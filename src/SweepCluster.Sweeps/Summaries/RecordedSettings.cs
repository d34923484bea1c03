using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>The settings of trials that a sampler proposed that learns: nothing but summary.csv tells them.</summary>
public static class RecordedSettings
{
    /// <summary>The order of a sweep's trials.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="rows">Ids and rows of its trials; not looked at unless its sampler learns.</param>
    /// <exception cref="InvalidDataException">A cell is no value of its parameter.</exception>
    public static TrialOrder OrderOf(SweepSpec spec, IEnumerable<(long TrialId, string Row)> rows)
    {
        if (!spec.Search.IsInOrder)
            return TrialOrder.Of(spec);
        var configurations = rows.Where(row => row.TrialId % spec.Repeats == 0).OrderBy(row => row.TrialId)
            .Select(row => new Configuration(row.TrialId / spec.Repeats, Values(spec, row.TrialId, row.Row)))
            .TakeWhile(configuration => configuration.Values.Any(value => !value.IsNone));
        return TrialOrder.Of(spec, Proposed(spec, [.. configurations]));
    }

    private static ProposedTrials Proposed(SweepSpec spec, ImmutableArray<Configuration> configurations) =>
        configurations.IsEmpty ? ProposedTrials.None : ProposedTrials.None.With(RoundLayout.Of(spec, configurations));

    private static ImmutableArray<SettingValue> Values(SweepSpec spec, long trialId, string row)
    {
        var cells = SummaryRows.Cells(row).Skip(SummaryColumns.BeforeOwn + spec.Schema.Columns.Length);
        return
        [
            .. spec.SearchSpace.Parameters.Zip(cells, (parameter, cell) => parameter.Domain.Parse(cell)
                ?? throw new InvalidDataException($"trial {trialId}: {cell} is no value of {parameter.Name}")),
        ];
    }
}

using System.Collections.Immutable;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>How each trial ended, from summary.csv; weights are not read.</summary>
/// <param name="Order">The order of its trials, which has their settings.</param>
/// <param name="References">What trials are compared with; empty if no trial has a result.</param>
/// <param name="Ranked">A row per trial, in the order of the file.</param>
public sealed record RecordedSummary(
    TrialOrder Order, ImmutableArray<double> References, ImmutableArray<RecordedTrial> Ranked)
{
    /// <summary>The best trial that was trained to its end; null if there is none.</summary>
    public RecordedTrial? Best => Ranked.Length > 0 && Ranked[0].State == TrialState.Complete ? Ranked[0] : null;

    /// <summary>The trials whose settings are known: all but those that were never proposed.</summary>
    public IEnumerable<RecordedTrial> Known => Order is ProposedOrder { Known: var known }
        ? Ranked.Where(trial => trial.Id < known)
        : Ranked;

    /// <summary>The summary of results at hand, with the trials that still wait for theirs.</summary>
    public static RecordedSummary Of(SweepResults results)
    {
        var (metric, schema) = (results.Spec.Metric, results.Spec.Schema);
        var distance = schema.Columns.FirstOrDefault(column => column.Name == schema.Distance?.Column);
        return new(results.Order, results.References, [.. results.Ranked.Select(result => result.Outcome is { } outcome
            ? new RecordedTrial(
                result.TrialId, result.State, metric.Of(outcome),
                distance?.Read(outcome, results.References).Number ?? double.NaN,
                result.VerdictIndex)
            : new RecordedTrial(result.TrialId, result.State, double.NaN, double.NaN, null))]);
    }

    // Room for as many rows is made at once; a file with more is rare, and a wrong one asks for no more.
    private const int UsualMost = 1 << 20;

    /// <summary>Reads a file of a sweep.</summary>
    /// <exception cref="InvalidDataException">A line is no row, or a trial's row is missing or doubled.</exception>
    public static RecordedSummary Read(string path, SweepSpec spec)
    {
        using var reader = new StreamReader(path);
        return Read(reader, path, spec);
    }

    /// <summary>Reads the rows of a sweep.</summary>
    /// <param name="reader">The file's text.</param>
    /// <param name="path">What to call the file in errors.</param>
    /// <param name="spec">The sweep.</param>
    /// <exception cref="InvalidDataException">A line is no row, or a trial's row is missing or doubled.</exception>
    public static RecordedSummary Read(TextReader reader, string path, SweepSpec spec)
    {
        // What comes after these columns has changed between releases, and nothing here is read from it.
        var header = SummaryRows.Next(reader) ?? "";
        var rowReader = new RecordedRow(spec.Schema);
        var lines = new List<(long, string)>();
        var first = string.Join(',', SummaryCsv.Header(spec).Split(',').Take(rowReader.Columns));
        if (header != first && !header.StartsWith($"{first},", StringComparison.Ordinal))
            throw new InvalidDataException(
                $"{path}:1: the columns are not those of this sweep; "
                + $"they begin with rank,trial_id,state,{spec.Metric.Column}");
        var planned = spec.Planned;
        var room = (int)Math.Min(planned, UsualMost);
        var rows = ImmutableArray.CreateBuilder<RecordedTrial>(room);
        var seen = new HashSet<long>(room);
        var cells = SummaryRows.CountCells(header);
        while (SummaryRows.Next(reader) is { } line)
        {
            if (SummaryRows.CountCells(line) != cells || rowReader.Read(line) is not { } row
                || row.Id < 0 || row.Id >= planned || !seen.Add(row.Id))
                throw new InvalidDataException(
                    $"{path}:{rows.Count + 2}: no row of a trial of this sweep, or the second of one; "
                    + $"its trials are 0 to {planned - 1}");
            rows.Add(row);
            if (!spec.Search.IsForeseen)
                lines.Add((row.Id, line));
        }

        return rows.Count == planned
            ? new RecordedSummary(RecordedSettings.OrderOf(spec, lines), rowReader.References, rows.DrainToImmutable())
            : throw new InvalidDataException($"{path}: {rows.Count} of {planned} trials have a row");
    }
}

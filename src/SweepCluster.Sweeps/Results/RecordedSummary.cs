using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Sweeps.Results;

/// <summary>A summary.csv read again: how each trial ended; settings follow from a trial's id, weights are left in the file.</summary>
/// <param name="OptimumRmse">RMSE of the least-squares optimum; NaN where no trial has a result.</param>
/// <param name="Ranked">A row a trial, in the order of the file.</param>
public sealed record RecordedSummary(double OptimumRmse, ImmutableArray<RecordedTrial> Ranked)
{
    private const int OptimumColumn = 4;
    private const int LastColumn = 6;

    /// <summary>The best trial that was trained to its end; null where there is none.</summary>
    public RecordedTrial? Best => Ranked.Length > 0 && Ranked[0].State == TrialState.Complete ? Ranked[0] : null;

    /// <summary>Of results that are here; trials that wait for theirs are among them.</summary>
    public static RecordedSummary Of(SweepResults results) => new(
        results.OptimumRmse,
        [.. results.Ranked.Select(result => result.Outcome is { } outcome
            ? new RecordedTrial(
                result.TrialId, result.State, SweepState.ObjectiveOf(outcome, results.Spec.Objective),
                outcome.Rmse - results.OptimumRmse, outcome.Verdict)
            : new RecordedTrial(result.TrialId, result.State, double.NaN, double.NaN, null))]);

    /// <summary>Reads a file of a sweep.</summary>
    /// <exception cref="InvalidDataException">It is not this sweep's: a line is no row, or a trial's row is missing or doubled.</exception>
    public static RecordedSummary Read(string path, SweepSpec spec)
    {
        using var reader = new StreamReader(path);
        return Read(reader, path, spec);
    }

    /// <summary>Reads the rows of a sweep.</summary>
    /// <param name="reader">The file's text.</param>
    /// <param name="path">What to call the file in errors.</param>
    /// <param name="spec">The sweep.</param>
    /// <exception cref="InvalidDataException">It is not this sweep's: a line is no row, or a trial's row is missing or doubled.</exception>
    public static RecordedSummary Read(TextReader reader, string path, SweepSpec spec)
    {
        // What comes after these columns has changed between releases, and nothing here is read from it.
        var header = reader.ReadLine() ?? "";
        var first = string.Join(',', SummaryCsv.Header(spec).Split(',').Take(LastColumn + 1));
        if (header != first && !header.StartsWith($"{first},", StringComparison.Ordinal))
            throw new InvalidDataException(
                $"{path}:1: the columns are not those of this sweep; they begin with rank,trial_id,state,{spec.Objective.Column()}");
        var rows = ImmutableArray.CreateBuilder<RecordedTrial>();
        var seen = new HashSet<long>();
        var cells = Cells(header);
        var (planned, optimum) = (new TrialOrder(spec).Planned, double.NaN);
        while (reader.ReadLine() is { } line)
        {
            if (line.AsSpan().Count(',') != cells - 1 || Row(line, ref optimum) is not { } row || row.Id < 0 || row.Id >= planned || !seen.Add(row.Id))
                throw new InvalidDataException(
                    $"{path}:{rows.Count + 2}: no row of a trial of this sweep, or the second of one; its trials are 0 to {planned - 1}");
            rows.Add(row);
        }

        return rows.Count == planned
            ? new RecordedSummary(optimum, rows.ToImmutable())
            : throw new InvalidDataException($"{path}: {rows.Count} of {planned} trials have a row");
    }

    // Names of columns may be in quotes, with commas in them.
    private static int Cells(string header) => header.Split('"').Where((_, i) => i % 2 == 0).Sum(part => part.Count(c => c == ',')) + 1;

    // None of these columns is ever in quotes.
    private static RecordedTrial? Row(string line, ref double optimum)
    {
        Span<Range> cells = stackalloc Range[LastColumn + 2];
        var text = line.AsSpan();
        if (text.Split(cells, ',') < LastColumn + 1
            || !long.TryParse(text[cells[1]], CultureInfo.InvariantCulture, out var id)
            || Word<TrialState>(text[cells[2]]) is not { } state
            || Number(text[cells[3]]) is not { } objective
            || Number(text[cells[OptimumColumn]]) is not { } optimumRmse
            || Number(text[cells[5]]) is not { } excess)
            return null;
        var verdict = Word<Verdict>(text[cells[LastColumn]]);
        if (verdict is null && state is (TrialState.Complete or TrialState.Diverged))
            return null;
        optimum = double.IsNaN(optimum) ? optimumRmse : optimum;
        return new RecordedTrial(id, state, objective, excess, verdict);
    }

    // A number names none of them, though one may be meant by it.
    private static T? Word<T>(ReadOnlySpan<char> cell)
        where T : struct, Enum =>
        Enum.TryParse<T>(cell, ignoreCase: true, out var known) && char.IsAsciiLetter(cell[0]) ? known : null;

    private static double? Number(ReadOnlySpan<char> cell) => cell.IsEmpty
        ? double.NaN
        : double.TryParse(cell, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Globalization;
using CsvHelper;
using Spectre.Console;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Display;

/// <summary>The ranked table of summary.csv: its best ten rows, and the number of trials per verdict.</summary>
internal sealed class SummaryTable
{
    private const int Best = 10;
    private const int MostWeights = 6;

    private readonly ObjectiveSchema _schema;
    private readonly string[] _header;
    private readonly List<string[]> _best;
    private readonly SortedDictionary<string, int> _verdicts;
    private readonly SortedDictionary<string, int> _states;

    private SummaryTable(
        ObjectiveSchema schema, string[] header, List<string[]> best,
        SortedDictionary<string, int> verdicts, SortedDictionary<string, int> states) =>
        (_schema, _header, _best, _verdicts, _states) = (schema, header, best, verdicts, states);

    /// <summary>Whether a trial failed or was cancelled.</summary>
    public bool HasFailures => _states.ContainsKey("FAILED") || _states.ContainsKey("CANCELLED");

    /// <summary>Reads a summary row by row; only the best are kept.</summary>
    public static SummaryTable Read(string path, ObjectiveSchema schema)
    {
        using var reader = new StreamReader(path);
        return Read(reader, schema, null);
    }

    /// <summary>Reads a summary row by row; only the best are kept, ten by default.</summary>
    public static SummaryTable Read(TextReader reader, ObjectiveSchema schema, int? top)
    {
        var header = Cells(SummaryRows.Next(reader) ?? "");
        var best = new List<string[]>();
        var verdicts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var states = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var verdict = Array.IndexOf(header, "verdict");
        var columns = SummaryColumns.BeforeOwn + schema.Columns.Length;
        while (SummaryRows.Next(reader) is { } line)
        {
            // The first columns are never in quotes, and a summary may be too long to parse every row in full.
            var head = line.Split(',', columns + 1);
            if (head.Length < columns + 1)
                throw new InvalidDataException(
                    $"{SummaryCsv.FileName} has a line that is no row of a trial: move the file elsewhere "
                    + "and run the sweep again, which writes it from its journal.");
            if (best.Count < (top ?? Best) && head[0].Length > 0)
                best.Add(Cells(line));
            CountUp(states, head[SummaryColumns.State]);
            if (verdict >= 0 && head[SummaryColumns.State] != SummaryColumns.WordOf(TrialState.Pruned))
                CountUp(verdicts, head[verdict]);
        }

        verdicts.Remove("");
        return new SummaryTable(schema, header, best, verdicts, states);
    }

    private static string[] Cells(string line)
    {
        using var parser = new CsvParser(new StringReader(line), CultureInfo.InvariantCulture);
        return parser.Read() ? [.. parser.Record!.Select(Shown.Line)] : [];
    }

    /// <summary>Prints the best trials and the counts.</summary>
    public void Print(IAnsiConsole console)
    {
        if (_best.Count > 0)
        {
            PrintBest(console);
            foreach (var reference in _schema.References)
                console.WriteLine($"{reference.Title}: {Short(_best[0][Array.IndexOf(_header, reference.Column)])}");
        }

        if (_verdicts.Count > 0)
            console.WriteLine("Verdicts: " + Counts(_verdicts));
        if (_verdicts.Count == 0 || _states.Count > 1 || !_states.ContainsKey("COMPLETE"))
            console.WriteLine("Trials: " + Counts(_states));
    }

    private void PrintBest(IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded);
        var columns = Fitting(console.Profile.Width);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(_header[column])).NoWrap().RightAligned());
        foreach (var row in _best)
            table.AddRow([.. columns.Select(column => new Text(Cell(row, column)))]);
        console.Write(table);
    }

    private static void CountUp(SortedDictionary<string, int> counts, string key) =>
        counts[key] = counts.GetValueOrDefault(key) + 1;

    private static string Counts(SortedDictionary<string, int> counts) =>
        string.Join(", ", counts.Select(count => $"{count.Value} {Shown.Plain(count.Key)}"));

    // Rank, trial, objective, the kind's own columns except those that are the same for all trials, the axes, and the
    // weights if they are few. Columns that do not fit are left out: first the weights, then the distance, then the
    // last axes.
    private List<int> Fitting(int width)
    {
        var repeat = Array.IndexOf(_header, "repeat", SummaryColumns.BeforeOwn + _schema.Columns.Length);
        var weights = Enumerable.Range(repeat, _header.Length - repeat).Where(IsWeight).ToList();
        var common = _schema.References.Select(reference => reference.Column).ToHashSet();
        var columns = new[] { 0, SummaryColumns.Id, SummaryColumns.Objective }.Concat(
            Enumerable.Range(SummaryColumns.BeforeOwn, repeat - SummaryColumns.BeforeOwn)
                .Where(column => !common.Contains(_header[column]))).ToList();
        if (weights.Count <= MostWeights && Width([.. columns, .. weights]) <= width)
            return [.. columns, .. weights];
        if (Width(columns) > width && _schema.Distance is { } distance)
            columns.Remove(Array.IndexOf(_header, distance.Column));
        while (Width(columns) > width && columns.Count > 1)
            columns.RemoveAt(columns.Count - 1);
        return columns;
    }

    private int Width(List<int> columns) =>
        1 + columns.Sum(column => 3 + Math.Max(_header[column].Length, _best.Max(row => Cell(row, column).Length)));

    private bool IsWeight(int column) =>
        _header[column].StartsWith("w_", StringComparison.Ordinal)
        || _header[column].StartsWith("bias", StringComparison.Ordinal);

    private string Cell(string[] row, int column) => IsWeight(column) ? Weight(row[column]) : Short(row[column]);

    private static string Weight(string cell) =>
        double.TryParse(cell, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e5
            // Adding zero turns a negative zero into a positive one.
            ? (Math.Round(number, 4) + 0.0).ToString("0.0000", CultureInfo.InvariantCulture)
            : Short(cell);

    private static string Short(string cell) =>
        cell.Any(c => c is '.' or 'E') && double.TryParse(cell, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("G4", CultureInfo.InvariantCulture)
            : cell;
}

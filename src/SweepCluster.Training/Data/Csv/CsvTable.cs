using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using SweepCluster.Problems;

namespace SweepCluster.Training.Data.Csv;

/// <summary>Reads named columns of numbers out of a CSV file with a header.</summary>
/// <remarks>
/// Comma-separated, invariant culture; UTF-8, or UTF-16 with a byte-order mark; quoted cells, CRLF, a byte-order mark
/// and one newline at the end are fine. Every row of the file is read or refused, and every problem is reported with
/// its line, not only the first. One row at a time is in memory.
/// </remarks>
internal sealed class CsvTable
{
    private readonly string _path;
    private readonly ImmutableArray<string> _wanted;
    private readonly ProblemList _problems;
    private readonly Action<ReadOnlySpan<double>> _take;
    private readonly double[] _row;
    private int _width;
    private int[] _places = [];

    private CsvTable(
        string path, ImmutableArray<string> wanted, ProblemList problems, Action<ReadOnlySpan<double>> take)
    {
        (_path, _wanted, _problems, _take) = (path, wanted, problems, take);
        _row = new double[wanted.Length];
    }

    /// <summary>Reads the file from its beginning to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">The columns.</param>
    /// <param name="take">Takes the wanted cells of each row, as long as nothing is wrong.</param>
    /// <exception cref="InvalidInputException">Anything is wrong with the file.</exception>
    public static void Read(string path, ImmutableArray<string> wanted, Action<ReadOnlySpan<double>> take)
    {
        var table = new CsvTable(path, wanted, new ProblemList(), take);
        try
        {
            using var reader = new StreamReader(path);
            table.ReadAll(reader);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            table._problems.Add(path, "", Unreadable(e));
        }

        table._problems.ThrowIfAny(path);
    }

    private static string Unreadable(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException =>
            "there is no such file; a CSV file with a header is needed",
        UnauthorizedAccessException => "cannot be read: it is a directory, or reading it is not permitted",
        _ => $"cannot be read: {e.Message}",
    };

    private void ReadAll(StreamReader reader)
    {
        using var text = new WatchedText(reader);
        using var parser = new CsvParser(text, Format);
        if (!parser.Read())
        {
            _problems.Add(_path, "", "is empty; a header and at least one row are needed");
            return;
        }

        if (IsTooLong(parser, text)) return;
        ReadHeader(new CsvHeader(parser.Record!), parser, text);
        if (_problems.IsEmpty) ReadRows(parser, text);
    }

    private static CsvConfiguration Format => new(CultureInfo.InvariantCulture)
    {
        IgnoreBlankLines = false,
        TrimOptions = TrimOptions.Trim,
        BadDataFound = null,
    };

    private void ReadHeader(CsvHeader header, CsvParser parser, WatchedText text)
    {
        _width = header.Count;
        if (!_wanted.All(header.Has) && ForeignText.Objection(text.Head) is { } foreign)
            _problems.Add(_path, "", foreign);
        else if (!_wanted.All(header.Has) && parser.RawRecord.Contains(ForeignText.Replaced))
            _problems.Add($"{_path}:1", "", ForeignText.NotUtf8);
        else if (!_wanted.All(header.Has) && ForeignSeparator.Objection(text.Head, header, _wanted) is { } separated)
            _problems.Add($"{_path}:1", "", separated);
        else if (!IsBrokenBefore(parser, text))
            _places = header.PlacesOf(_wanted, $"{_path}:1", _problems);
    }

    private void ReadRows(CsvParser parser, WatchedText text)
    {
        var rows = 0;
        // A quoted cell may span lines, so a row starts after the line on which the one before it ended.
        for (var line = parser.RawRow + 1;
            parser.Read() && !IsTooLong(parser, text) && !IsBrokenBefore(parser, text);
            line = parser.RawRow + 1, rows++)
            ReadRow(parser, line);
        if (rows == 0 && text.Fault is null && text.LongRow is null)
            _problems.Add(_path, "", "has a header but no rows; at least one is needed");
    }

    // After a wrong quote, what the parser takes for rows are none.
    private bool IsBrokenBefore(CsvParser parser, WatchedText text)
    {
        if (text.Fault is not { } fault || parser.RawRow < fault.Line) return false;
        _problems.Add($"{_path}:{fault.Line}", "", fault.What);
        return true;
    }

    private bool IsTooLong(CsvParser parser, WatchedText text)
    {
        if (text.LongRow is not { } line || parser.RawRow < line) return false;
        _problems.Add($"{_path}:{line}", "", FormattableString.Invariant(
            $"the row is longer than {WatchedText.LongestRow:#,0} characters; a row ends with a line break"));
        return true;
    }

    private void ReadRow(CsvParser parser, int line)
    {
        if (parser.Count == 0 || (parser.Count == 1 && parser[0].Length == 0))
            _problems.Add($"{_path}:{line}", "", "is an empty row; remove it");
        else if (parser.Count != _width)
            _problems.Add($"{_path}:{line}", "", WrongCount(parser));
        else
            TakeRow(parser, line);
    }

    private void TakeRow(CsvParser parser, int line)
    {
        for (var c = 0; c < _places.Length; c++) _row[c] = Number(parser[_places[c]], line, _wanted[c]);
        if (_problems.IsEmpty) _take(_row);
    }

    private string WrongCount(CsvParser parser)
    {
        var hint = parser.Count == 2 * _width
            && parser.Record!.All(cell => cell.All(c => char.IsAsciiDigit(c) || c == '-'))
            ? "; if its numbers have decimal commas, write decimal points"
            : "";
        return $"has {parser.Count} cell{(parser.Count == 1 ? "" : "s")}, but the header has {_width}{hint}";
    }

    private double Number(string cell, int line, string column)
    {
        var number = CsvNumber.Read(cell, out var problem);
        if (problem is not null) _problems.Add($"{_path}:{line}", Shown.Plain(column), problem);
        return number;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace SweepCluster.Training.Data;

/// <summary>Reads named columns of numbers out of a CSV file with a header.</summary>
/// <remarks>
/// Comma-separated, invariant culture; quoted cells, CRLF, a byte-order mark and one newline at the end are fine. Every
/// problem is reported with its line, not the first only.
/// </remarks>
internal sealed class CsvTable
{
    // Squares of larger numbers, summed, would leave the range of a double.
    private const double Largest = 1e100;

    private readonly string _path;
    private readonly ImmutableArray<string> _wanted;
    private readonly ProblemList _problems;
    private readonly List<double> _cells = [];
    private string[] _header = [];
    private int[] _positions = [];

    private CsvTable(string path, ImmutableArray<string> wanted, ProblemList problems) =>
        (_path, _wanted, _problems) = (path, wanted, problems);

    /// <summary>The wanted columns, rows × columns, row-major.</summary>
    /// <exception cref="InvalidInputException">Anything is wrong with the file.</exception>
    public static double[] Read(string path, ImmutableArray<string> wanted)
    {
        var table = new CsvTable(path, wanted, new ProblemList());
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
        return [.. table._cells];
    }

    private static string Unreadable(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file; a CSV file with a header is needed",
        UnauthorizedAccessException => "cannot be read: it is a directory, or reading it is not permitted",
        _ => $"cannot be read: {e.Message}",
    };

    private void ReadAll(StreamReader reader)
    {
        using var parser = new CsvParser(reader, Format);
        if (!parser.Read())
        {
            _problems.Add(_path, "", "is empty; a header and at least one row are needed");
            return;
        }

        ReadHeader(parser.Record!);
        if (_problems.IsEmpty) ReadRows(parser);
    }

    private static CsvConfiguration Format => new(CultureInfo.InvariantCulture)
    {
        IgnoreBlankLines = false,
        TrimOptions = TrimOptions.Trim,
        BadDataFound = null,
    };

    private void ReadHeader(string[] header)
    {
        _header = header;
        foreach (var twice in header.GroupBy(name => name).Where(group => group.Count() > 1))
            _problems.Add($"{_path}:1", twice.Key, $"{twice.Count()} columns have this name; each needs its own");
        foreach (var missing in _wanted.Where(name => !header.Contains(name)).Distinct())
            _problems.Add($"{_path}:1", missing, Missing(missing));
        _positions = [.. _wanted.Select(name => Array.IndexOf(header, name))];
    }

    private string Missing(string name)
    {
        var nearest = NearestName.Of(name, _header);
        var hint = nearest is null ? "" : $" (did you mean {nearest}?)";
        return $"there is no such column{hint}; the file has {string.Join(", ", _header)}";
    }

    private void ReadRows(CsvParser parser)
    {
        var rows = 0;
        // A quoted cell may span lines, so a row starts after the line on which the one before it ended.
        for (var line = parser.RawRow + 1; parser.Read(); line = parser.RawRow + 1, rows++)
            ReadRow(parser, line);
        if (rows == 0) _problems.Add(_path, "", "has a header but no rows; at least one is needed");
    }

    private void ReadRow(CsvParser parser, int line)
    {
        if (parser.Count == 0 || (parser.Count == 1 && parser[0].Length == 0))
            _problems.Add($"{_path}:{line}", "", "is an empty row; remove it");
        else if (parser.Count != _header.Length)
            _problems.Add($"{_path}:{line}", "", $"has {parser.Count} cells, but the header has {_header.Length}");
        else
            for (var c = 0; c < _positions.Length; c++) _cells.Add(Number(parser[_positions[c]], line, _wanted[c]));
    }

    private double Number(string cell, int line, string column)
    {
        if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            Add(cell.Length == 0 ? "is empty; a number is needed" : $"'{cell}' is not a number");
        else if (!double.IsFinite(number))
            Add($"'{cell}' is not finite; a finite number is needed");
        else if (Math.Abs(number) > Largest)
            Add($"{cell} is too large; at most {Largest} in size is needed");
        return number;

        void Add(string what) => _problems.Add($"{_path}:{line}", column, what);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;

namespace SweepCluster.Training.Data.Csv;

/// <summary>
/// Recognizes tables whose columns are not separated by commas, or whose numbers have decimal commas.
/// </summary>
internal static partial class ForeignSeparator
{
    private const string ExcelLine = "sep=";

    private static readonly ImmutableArray<Separator> Separators =
        [new(';', "semicolons"), new('\t', "tabs"), new('|', "vertical bars"), new(' ', "spaces")];

    /// <summary>
    /// What is wrong with the table, and how to convert it; null if columns seem to be separated by commas.
    /// </summary>
    /// <param name="head">How the text begins.</param>
    /// <param name="header">Its names, read with commas between them.</param>
    /// <param name="wanted">The columns that are looked for.</param>
    public static string? Objection(string head, CsvHeader header, ImmutableArray<string> wanted)
    {
        if (head.StartsWith(ExcelLine, StringComparison.OrdinalIgnoreCase))
            return "is no header, but tells Excel the separator: leave this line out, and write commas between columns";
        var tables = Separators.Select(separator => (separator, rows: Rows(head, separator.Letter)))
            .Where(table => table.rows.Count > 0)
            .Select(table => (table.separator, table.rows, found: Found(new CsvHeader(table.rows[0]), wanted)))
            .ToList();
        var own = Found(header, wanted);
        var best = tables.MaxBy(table => (table.found, table.rows[0].Length * (table.separator.Letter == ' ' ? 0 : 1)));
        if (best.found > own || (header.Count == 1 && best.separator.Letter != ' ' && best.rows[0].Length > 1))
            return Words(best.separator, best.rows, head);
        return null;
    }

    private static int Found(CsvHeader header, ImmutableArray<string> wanted) => wanted.Count(header.Has);

    private static List<string[]> Rows(string head, char separator)
    {
        if (separator == ' ')
        {
            const StringSplitOptions Parts = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
            return [.. head.Split('\n', Parts).Select(line => line.Split(separator, Parts))];
        }

        using var parser = new CsvParser(new StringReader(head), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            TrimOptions = TrimOptions.Trim,
            BadDataFound = null,
        });
        var rows = new List<string[]>();
        while (parser.Read())
            rows.Add(parser.Record!);
        return rows;
    }

    private static string Words(Separator separator, List<string[]> rows, string head)
    {
        var hasDecimalCommas = rows.Skip(1).Any(row => row.Any(DecimalComma().IsMatch));
        var found = $"its columns are separated by {separator.Name}"
            + (hasDecimalCommas ? ", and its numbers have decimal commas" : "");
        var needed = hasDecimalCommas ? "commas and decimal points are needed" : "commas are needed";
        // Quoted cells, or cells with commas, take more than replacing letters; so may rows that were not read.
        var how = rows.Count < 2 || head.Contains('"') || (head.Contains(',') && !hasDecimalCommas)
            ? "save it that way from the program that wrote it, or from a spreadsheet"
            : $"convert it, for example with {Exchange(separator.Letter, hasDecimalCommas)} < OLD.csv > NEW.csv";
        return $"{found}; {needed}: {how}";
    }

    private static string Exchange(char separator, bool hasDecimalCommas) => (separator, hasDecimalCommas) switch
    {
        ('\t', true) => @"tr ',\t' '.,'",
        ('\t', false) => @"tr '\t' ','",
        (' ', true) => "tr ',' '.' | tr -s ' ' ','",
        (' ', false) => "tr -s ' ' ','",
        (_, true) => $"tr ',{separator}' '.,'",
        _ => $"tr '{separator}' ','",
    };

    [GeneratedRegex(@"^\s*[-+]?[0-9]*,[0-9]+\s*$")]
    private static partial Regex DecimalComma();

    private readonly record struct Separator(char Letter, string Name);
}

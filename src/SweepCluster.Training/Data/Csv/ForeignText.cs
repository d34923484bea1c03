namespace SweepCluster.Training.Data.Csv;

/// <summary>Recognizes files that are not UTF-8 text by what reading them as UTF-8 gives.</summary>
internal static class ForeignText
{
    /// <summary>Stands in the text for bytes that are not UTF-8.</summary>
    public const char Replaced = '\ufffd';

    /// <summary>What to say of a text with such bytes.</summary>
    public const string NotUtf8 =
        "the file is no UTF-8 text; it seems to be Latin-1 or Windows-1252: convert it, for example "
        + "with iconv -f windows-1252 -t utf-8 < OLD.csv > NEW.csv";

    /// <summary>What the file is instead of a CSV file in UTF-8; null if it may be one.</summary>
    /// <param name="head">How the text begins.</param>
    public static string? Objection(string head)
    {
        if (head.StartsWith("PK\u0003\u0004", StringComparison.Ordinal))
            return "is a ZIP file, such as an Excel workbook: save its sheet as CSV (UTF-8)";
        if (head.StartsWith($"\u001f{Replaced}", StringComparison.Ordinal))
            return "is compressed with gzip: unpack it first, for example with gunzip";
        if (head.StartsWith("PAR1", StringComparison.Ordinal))
            return "is a Parquet file: write its table as CSV (UTF-8)";
        return Wide(head);
    }

    // Letters of two bytes, most of them of the Latin alphabet, whose other byte is zero.
    private static string? Wide(string head)
    {
        var zeros = head.Count(c => c == '\0') / (double)head.Length;
        if (zeros < 0.25) return null;
        if (zeros > 0.6) return Converted("UTF-32", head[0] == '\0' ? "utf-32be" : "utf-32le");
        return Converted("UTF-16", head[0] == '\0' ? "utf-16be" : "utf-16le");
    }

    private static string Converted(string name, string code) =>
        $"is {name} text without a byte-order mark: convert it, for example with "
        + $"iconv -f {code} -t utf-8 < OLD.csv > NEW.csv";
}

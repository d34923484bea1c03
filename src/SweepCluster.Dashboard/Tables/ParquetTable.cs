using System.Globalization;
using CsvHelper;
using Parquet;
using Parquet.Schema;

namespace SweepCluster.Dashboard.Tables;

/// <summary>Writes a summary as Apache Parquet: the columns of summary.csv, with types.</summary>
/// <remarks>
/// Ranks, trials, repeats and epochs are 64-bit integers; a column whose cells are all numbers is float64; any other is
/// text. An empty cell is null.
/// </remarks>
public static class ParquetTable
{
    private static readonly string[] Counts = ["rank", "trial_id", "repeat", "epochs", "epochs_trained"];

    /// <summary>Writes the file.</summary>
    /// <param name="output">Takes the file; need not be seekable.</param>
    /// <param name="summary">The text of summary.csv.</param>
    public static async Task WriteAsync(Stream output, TextReader summary)
    {
        var columns = Read(summary);
        DataField[] fields =
            [.. columns.Select(column => new DataField(column.Name, column.FindType(), isNullable: true))];
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file)
            .ConfigureAwait(false))
        {
            using var rows = writer.CreateRowGroup();
            for (var i = 0; i < fields.Length; i++)
                await WriteAsync(rows, fields[i], columns[i]).ConfigureAwait(false);
        }

        file.Position = 0;
        await file.CopyToAsync(output).ConfigureAwait(false);
    }

    private static Column[] Read(TextReader summary)
    {
        using var csv = new CsvReader(summary, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        Column[] columns = [.. csv.HeaderRecord!.Select(name => new Column(name, []))];
        while (csv.Read())
        {
            for (var i = 0; i < columns.Length; i++)
                columns[i].Cells.Add(csv.GetField(i) is { Length: > 0 } cell ? cell : null);
        }

        return columns;
    }

    private static Task WriteAsync(ParquetRowGroupWriter rows, DataField field, Column column) =>
        field.ClrType == typeof(long) ? rows.WriteAsync<long>(field, column.Numbers<long>())
        : field.ClrType == typeof(double) ? rows.WriteAsync<double>(field, column.Numbers<double>())
        : rows.WriteAsync(field, column.Cells!);

    private sealed record Column(string Name, List<string?> Cells)
    {
        public Type FindType() =>
            Counts.Contains(Name) ? typeof(long)
            : Cells.TrueForAll(IsNumberOrEmpty) ? typeof(double)
            : typeof(string);

        public ReadOnlyMemory<T?> Numbers<T>()
            where T : struct, ISpanParsable<T> =>
            Cells.Select(cell => cell is null ? (T?)null : T.Parse(cell, CultureInfo.InvariantCulture)).ToArray();

        private static bool IsNumberOrEmpty(string? cell) =>
            cell is null || double.TryParse(cell, CultureInfo.InvariantCulture, out _);
    }
}

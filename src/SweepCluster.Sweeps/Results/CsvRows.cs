using System.Buffers;
using System.Globalization;
using SweepCluster.Search;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Sweeps.Results;

/// <summary>Writes CSV files cell by cell: comma, LF, invariant culture, shortest round-trip numbers.</summary>
/// <remarks>
/// Numbers are formatted straight into a buffer: a sweep's files hold millions. A text is quoted if it has a comma, a
/// quote or a line break, or a space at either end.
/// </remarks>
internal sealed class CsvRows(TextWriter writer) : IDisposable
{
    private const int LongestNumber = 32;

    private static readonly SearchValues<char> Special = SearchValues.Create("\",\r\n");

    private readonly char[] _buffer = new char[1 << 14];
    private int _used;
    private bool _isFirst = true;

    /// <summary>A cell of text.</summary>
    public void Text(string text)
    {
        Begin(text.Length);
        if (text.AsSpan().ContainsAny(Special) || text.StartsWith(' ') || text.EndsWith(' '))
            Append($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        else
            Append(text);
    }

    /// <summary>Cells of text.</summary>
    public void Texts(IEnumerable<string> texts)
    {
        foreach (var text in texts)
            Text(text);
    }

    /// <summary>A number; NaN, Infinity or -Infinity if it is not finite.</summary>
    public void Number(double value)
    {
        Begin(LongestNumber);
        value.TryFormat(_buffer.AsSpan(_used), out var written, "R", CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>A whole number.</summary>
    public void Number(long value)
    {
        Begin(LongestNumber);
        value.TryFormat(_buffer.AsSpan(_used), out var written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>The value of a setting.</summary>
    public void Setting(SettingValue value)
    {
        if (value.IsNone)
            Empty();
        else if (value.IsWord)
            Text(value.ToString());
        else
            Number(value.Number);
    }

    /// <summary>A cell of a table of trials.</summary>
    public void Cell(Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Number:
                Number(cell.Number);
                break;
            case CellKind.Whole:
                Number(cell.Whole);
                break;
            case CellKind.Word:
                Text(cell.Word!);
                break;
            default:
                Empty();
                break;
        }
    }

    /// <summary>A cell without content.</summary>
    public void Empty() => Begin(0);

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        MakeRoom(1);
        _buffer[_used++] = '\n';
        _isFirst = true;
    }

    /// <summary>Hands over what is still in the buffer; the writer stays open.</summary>
    public void Dispose() => Flush();

    private void Begin(int room)
    {
        MakeRoom(room + 1);
        if (!_isFirst)
            _buffer[_used++] = ',';
        _isFirst = false;
    }

    private void Append(string text)
    {
        if (text.Length <= _buffer.Length - _used)
        {
            text.CopyTo(_buffer.AsSpan(_used));
            _used += text.Length;
            return;
        }

        Flush();
        writer.Write(text);
    }

    private void MakeRoom(int room)
    {
        if (room > _buffer.Length - _used)
            Flush();
    }

    private void Flush()
    {
        writer.Write(_buffer, 0, _used);
        _used = 0;
    }
}

using System.Text;

namespace SweepCluster.Training.Data.Csv;

/// <summary>Watches a CSV text while it is read: how it begins, and the first quote that would swallow rows.</summary>
/// <remarks>
/// The parser takes whatever follows an open quote, other rows too, for one cell. So an unclosed quote, and text after
/// a closing one, are found here. A quote inside a cell that does not begin with one is part of the cell: it swallows
/// nothing. Once something is wrong, or a row too long, the text ends here for the parser.
/// </remarks>
internal sealed class WatchedText(TextReader text) : TextReader
{
    /// <summary>Characters of the longest row: the parser holds a whole row, whatever it is.</summary>
    public const int LongestRow = 4 * 1024 * 1024;

    private const int MostOfHead = 8192;

    private readonly StringBuilder _head = new();
    private Place _place = Place.CellStart;
    private char _last;
    private int _line = 1;
    private int _opened;
    private int _rowLength;

    private enum Place
    {
        CellStart,
        Unquoted,
        Quoted,

        /// <summary>After a quote that closes the cell, unless another one follows.</summary>
        AtQuote,

        /// <summary>After the closing quote and a space.</summary>
        Closed,
    }

    /// <summary>The beginning of the text, as far as it has been read.</summary>
    public string Head => _head.ToString();

    /// <summary>The first quote that is wrong; null while there is none.</summary>
    public QuoteFault? Fault { get; private set; }

    /// <summary>The line where a row that is too long begins or goes on; null while there is none.</summary>
    public int? LongRow { get; private set; }

    private bool IsOver => Fault is not null || LongRow is not null;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        if (IsOver) return 0;
        var read = text.Read(buffer, index, count);
        var passing = buffer.AsSpan(index, read);
        _head.Append(passing[..Math.Min(read, MostOfHead - Math.Min(_head.Length, MostOfHead))]);
        if (read == 0 && count > 0 && _place == Place.Quoted)
            Fault ??= new QuoteFault(_opened, null);
        Pass(passing);
        return read;
    }

    private void Pass(ReadOnlySpan<char> passing)
    {
        while (!passing.IsEmpty && !IsOver)
        {
            // Within a cell, most letters change nothing.
            var dull = _place switch
            {
                Place.Unquoted => passing.IndexOfAny(',', '\r', '\n'),
                Place.Quoted => passing.IndexOfAny('"', '\r', '\n'),
                _ => 0,
            };
            if (dull != 0) _last = ' ';
            Lengthen(dull < 0 ? passing.Length : dull + 1);
            if (dull < 0) return;
            Pass(passing[dull]);
            passing = passing[(dull + 1)..];
        }
    }

    private void Lengthen(int by)
    {
        _rowLength += by;
        if (_rowLength <= LongestRow) return;
        if (_place == Place.Quoted)
            Fault ??= new QuoteFault(_opened, null);
        else
            LongRow ??= _line;
    }

    private void Pass(char c)
    {
        if (c is '\r' or '\n' && _place != Place.Quoted) _rowLength = 0;
        if (c == '\r' || (c == '\n' && _last != '\r')) _line++;
        _last = c;
        _place = _place switch
        {
            Place.Quoted => c == '"' ? Place.AtQuote : Place.Quoted,
            Place.AtQuote when c == '"' => Place.Quoted,
            _ when c is ',' or '\r' or '\n' => Place.CellStart,
            Place.CellStart when c == ' ' => Place.CellStart,
            Place.CellStart when c == '"' => Open(),
            Place.AtQuote or Place.Closed when c == ' ' => Place.Closed,
            Place.AtQuote or Place.Closed => Refuse(),
            _ => Place.Unquoted,
        };
    }

    private Place Open()
    {
        _opened = _line;
        return Place.Quoted;
    }

    private Place Refuse()
    {
        Fault = new QuoteFault(_opened, _line);
        return Place.Unquoted;
    }
}

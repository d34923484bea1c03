using System.Text;

namespace SweepCluster.Training.Data.Csv;

/// <summary>Watches a CSV text pass by: how it begins, and the first quote that would swallow rows.</summary>
/// <remarks>
/// The parser takes whatever follows an open quote, other rows too, for one cell. So an unclosed quote, and text after a
/// closing one, are found here. A quote inside a cell that does not begin with one is part of the cell: it swallows nothing.
/// </remarks>
internal sealed class WatchedText(TextReader text) : TextReader
{
    private const int MostOfHead = 8192;

    private readonly StringBuilder _head = new();
    private Place _place = Place.CellStart;
    private char _last;
    private int _line = 1;
    private int _opened;

    private enum Place
    {
        CellStart,
        Unquoted,
        Quoted,

        /// <summary>Behind a quote that closes the cell, unless another one follows.</summary>
        AtQuote,

        /// <summary>Behind the closing quote and a space.</summary>
        Closed,
    }

    /// <summary>The beginning of the text, as far as it has been read.</summary>
    public string Head => _head.ToString();

    /// <summary>The first quote that is wrong; null while there is none.</summary>
    public QuoteFault? Fault { get; private set; }

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
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
        while (!passing.IsEmpty && Fault is null)
        {
            // Within a cell, most letters change nothing.
            var dull = _place switch
            {
                Place.Unquoted => passing.IndexOfAny(',', '\r', '\n'),
                Place.Quoted => passing.IndexOfAny('"', '\r', '\n'),
                _ => 0,
            };
            if (dull != 0) _last = ' ';
            if (dull < 0) return;
            Pass(passing[dull]);
            passing = passing[(dull + 1)..];
        }
    }

    private void Pass(char c)
    {
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

namespace SweepCluster.Hocon;

/// <summary>Pairs braces and brackets, and reports those that lack a partner.</summary>
internal sealed class NestingRules(TokenCursor cursor, ProblemLog log)
{
    /// <summary>How deep blocks and lists may nest; a sweep file needs 5.</summary>
    public const int Deepest = 32;

    private readonly Queue<Token> _suspects = new();
    private int _depth;
    private int _lists;
    private bool _gaveUp;

    /// <summary>Whether a list is open.</summary>
    public bool IsInList => _lists > 0;

    /// <summary>Whether a list ends before this token, closed by it or not.</summary>
    public static bool EndsList(TokenKind kind) =>
        kind is TokenKind.CloseBracket or TokenKind.CloseBrace or TokenKind.End;

    /// <summary>Counts an opening token; false if the text nests too deeply to be read.</summary>
    public bool Enter(Token open)
    {
        if (_depth >= Deepest)
        {
            _gaveUp = true;
            log.AddNesting(open.Origin, $"blocks and lists stand more than {Deepest} deep: a sweep file needs 5");
            cursor.SkipAll();
            return false;
        }

        _depth++;
        _lists += open.Kind == TokenKind.OpenBracket ? 1 : 0;
        return true;
    }

    /// <summary>Takes the token that closes <paramref name="open"/>, or reports that it is missing.</summary>
    public void Leave(Token open)
    {
        _depth--;
        _lists -= open.Kind == TokenKind.OpenBracket ? 1 : 0;
        if (cursor.Kind != (open.Kind == TokenKind.OpenBrace ? TokenKind.CloseBrace : TokenKind.CloseBracket))
            RefuseUnclosed(open);
        else if (cursor.Take() is { IsFirst: true, Kind: TokenKind.CloseBrace } close && close.Indent < open.Indent)
            _suspects.Enqueue(open); // It stands left of its partner's line: it was meant for an outer block.
    }

    /// <summary>Reports that a closing token has no partner.</summary>
    public void RefuseClosing(Token close)
    {
        var open = close.Kind == TokenKind.CloseBrace ? '{' : '[';
        log.AddNesting(close.Origin,
            $"'{close.Text}' closes nothing: remove it, or add the '{open}' that it should close");
    }

    private void RefuseUnclosed(Token open)
    {
        if (_gaveUp)
            return;
        if (open.Kind == TokenKind.OpenBracket)
        {
            cursor.Report(open, "'[' is never closed: add its ']'");
            return;
        }

        var culprit = _suspects.TryDequeue(out var suspect) ? suspect : open;
        log.AddNesting(culprit.Origin, "'{' is never closed: add its '}'");
    }
}

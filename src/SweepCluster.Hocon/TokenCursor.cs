using System.Collections.Immutable;

namespace SweepCluster.Hocon;

/// <summary>A place in a row of tokens; reports a token's own problem when it passes it.</summary>
internal sealed class TokenCursor(ImmutableArray<Token> tokens, ProblemLog log)
{
    private int _at;

    /// <summary>The full path of the key being read, the subject of every problem.</summary>
    public string Path { get; set; } = "";

    /// <summary>The token at hand.</summary>
    public Token Current => tokens[_at];

    /// <summary>A place to come back to.</summary>
    public int Mark => _at;

    /// <summary>The kind of the token at hand.</summary>
    public TokenKind Kind => tokens[_at].Kind;

    /// <summary>The kind of the first token from here that is not a line's end.</summary>
    public TokenKind KindAfterLines => tokens[AfterLines()].Kind;

    /// <summary>Whether the token at hand is <c>include</c> with something to include.</summary>
    public bool IsAtInclude => Current is { Kind: TokenKind.Unquoted, Text: "include" } && tokens[_at + 1].IsText;

    /// <summary>Whether a key with its value begins here.</summary>
    public bool IsAtField
    {
        get
        {
            var at = _at;
            while (tokens[at].IsText && (at == _at || tokens[at].IsGlued))
                at++;
            return at > _at && tokens[at].Kind is TokenKind.Assign or TokenKind.OpenBrace;
        }
    }

    /// <summary>Adds a problem of the token at hand.</summary>
    public void Report(string what) => Report(Current, what);

    /// <summary>Adds a problem of a token.</summary>
    public void Report(Token token, string what) => log.Add(token.Origin, Path, what);

    /// <summary>The token at hand; moves on, but never past the end.</summary>
    public Token Take()
    {
        var token = Current;
        if (token.Problem is { } problem)
            Report(token, problem);
        if (token.Kind != TokenKind.End)
            _at++;
        return token;
    }

    /// <summary>Reads a key; null if there is none here.</summary>
    public string[]? TakeKey(int mostParts, out string shown) => HoconKey.Read(tokens, ref _at, mostParts, out shown);

    /// <summary>Moves over line ends.</summary>
    public void SkipLines() => _at = AfterLines();

    /// <summary>Moves over line ends if a token of this kind follows them.</summary>
    public void SkipLinesBefore(TokenKind kind)
    {
        if (KindAfterLines == kind)
            SkipLines();
    }

    /// <summary>Moves to the next separator that is not inside braces or brackets opened on the way.</summary>
    public void SkipValue()
    {
        for (var depth = 0; Kind != TokenKind.End && (depth > 0 || !Current.EndsValue); Take())
        {
            if (Kind is TokenKind.OpenBrace or TokenKind.OpenBracket)
                depth++;
            else if (Kind is TokenKind.CloseBrace or TokenKind.CloseBracket)
                depth--;
        }
    }

    /// <summary>Goes back to the end of the line before a mark on a line's first token.</summary>
    public void BackToLineBefore(int mark) => _at = mark - 1;

    /// <summary>Gives up: nothing more is read.</summary>
    public void SkipAll() => _at = tokens.Length - 1;

    private int AfterLines()
    {
        var at = _at;
        while (tokens[at].Kind == TokenKind.NewLine)
            at++;
        return at;
    }
}

namespace SweepCluster.Hocon;

/// <summary>The kinds of token of a HOCON text.</summary>
internal enum TokenKind
{
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Comma,
    Assign,
    NewLine,
    Unquoted,
    Quoted,

    /// <summary>Text that cannot be read.</summary>
    Broken,
    End,
}

/// <summary>A token.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">A string's content, else the text itself.</param>
/// <param name="Origin">Where it stands.</param>
/// <param name="Indent">Columns before the first token of its line.</param>
/// <param name="IsFirst">Whether it is the first token of its line.</param>
/// <param name="IsGlued">Whether no space stands between it and the token before.</param>
/// <param name="Problem">What is wrong with it, if anything.</param>
internal readonly record struct Token(
    TokenKind Kind, string Text, Origin Origin, int Indent, bool IsFirst, bool IsGlued, string? Problem)
{
    /// <summary>Whether it can be a key or a value.</summary>
    public bool IsText => Kind is TokenKind.Unquoted or TokenKind.Quoted;

    /// <summary>Whether a field or an element ends before it.</summary>
    public bool EndsValue =>
        Kind is TokenKind.NewLine or TokenKind.Comma or TokenKind.CloseBrace or TokenKind.CloseBracket or TokenKind.End;

    /// <summary>The token as messages show it.</summary>
    public string Shown => Kind switch
    {
        TokenKind.NewLine or TokenKind.End => "the end of the line",
        TokenKind.Quoted => Problems.Shown.Plain(Problems.Shown.Quoted(Text)),
        _ => $"'{Problems.Shown.Plain(Text)}'",
    };
}

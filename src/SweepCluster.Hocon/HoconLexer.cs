using System.Collections.Immutable;
using SweepCluster.Problems;

namespace SweepCluster.Hocon;

/// <summary>Splits a HOCON text into tokens; text that cannot be read is <see cref="TokenKind.Broken"/>.</summary>
internal sealed class HoconLexer
{
    private const string Reserved = "$`^?!@*&\\";
    private readonly ImmutableArray<Token>.Builder _tokens = ImmutableArray.CreateBuilder<Token>();
    private readonly string _text;
    private readonly Func<int, Origin> _originOf;
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _indent;
    private bool _first = true;
    private int _tokenEnd = -1;

    private HoconLexer(string text, Func<int, Origin> originOf) => (_text, _originOf) = (text, originOf);

    /// <summary>The tokens of a text, the last one <see cref="TokenKind.End"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="originOf">The origin of a line, from 1.</param>
    public static ImmutableArray<Token> Tokens(string text, Func<int, Origin> originOf)
    {
        var lexer = new HoconLexer(text.Replace("\r\n", "\n").Replace('\r', '\n'), originOf);
        while (lexer._at < lexer._text.Length)
            lexer.Next();
        lexer.Add(TokenKind.End, lexer._at);
        return lexer._tokens.ToImmutable();
    }

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private bool StartsWith(string what) => string.CompareOrdinal(_text, _at, what, 0, what.Length) == 0;

    private void Next()
    {
        var c = Peek();
        if (c == '\n')
            NewLine();
        else if (char.IsWhiteSpace(c) || c == '\uFEFF')
            _at++;
        else if (c == '#' || StartsWith("//"))
            _at = EndOfLine();
        else if (StartsWith("\"\"\""))
            TripleQuoted();
        else if (c == '"')
            Quoted();
        else if (StartsWith("${"))
            Substitution();
        else if (StartsWith("+="))
            Append();
        else if (Structural(c) is { } kind)
            Add(kind, _at++);
        else
            Unquoted();
    }

    private static TokenKind? Structural(char c) => c switch
    {
        '{' => TokenKind.OpenBrace,
        '}' => TokenKind.CloseBrace,
        '[' => TokenKind.OpenBracket,
        ']' => TokenKind.CloseBracket,
        ',' => TokenKind.Comma,
        '=' or ':' => TokenKind.Assign,
        _ => null,
    };

    private void NewLine()
    {
        Add(TokenKind.NewLine, _at++);
        _line++;
        (_lineStart, _first) = (_at, true);
    }

    private int EndOfLine() => _text.IndexOf('\n', _at) is var end and >= 0 ? end : _text.Length;

    private void Add(TokenKind kind, int start, string? text = null, string? problem = null)
    {
        if (_first)
            _indent = start - _lineStart;
        var end = Math.Max(_at, Math.Min(start + 1, _text.Length));
        var isGlued = start == _tokenEnd;
        _tokens.Add(
            new Token(kind, text ?? _text[start..end], _originOf(_line), _indent, _first, isGlued, problem));
        (_first, _tokenEnd) = (false, end);
    }

    private void Unquoted()
    {
        var start = _at;
        while (!EndsUnquoted())
            _at++;
        var problem = ProblemOf(_text[start.._at]);
        Add(problem is null ? TokenKind.Unquoted : TokenKind.Broken, start, problem: problem);
    }

    private static string? ProblemOf(string run)
    {
        foreach (var c in run)
        {
            if (char.IsControl(c))
                return $"the control character \\u{(int)c:x4} has no place in a sweep file: remove it";
            if (Reserved.Contains(c))
                return $"'{c}' has a meaning of its own outside quotes: write {Shown.Plain(Shown.Quoted(run))}";
        }

        return null;
    }

    private bool EndsUnquoted()
    {
        var c = Peek();
        return _at >= _text.Length || char.IsWhiteSpace(c) || c is '"' or '#' or '\uFEFF' || Structural(c) is not null
            || StartsWith("//") || StartsWith("+=") || StartsWith("${");
    }

    private void Append()
    {
        var start = _at;
        _at += 2;
        Add(TokenKind.Assign, start, problem: "'+=' is not read here: write the whole value with '='");
    }

    private void Substitution()
    {
        var start = _at;
        var end = _text.IndexOf('}', _at, EndOfLine() - _at);
        _at = end < 0 ? EndOfLine() : end + 1;
        Add(TokenKind.Broken, start, problem:
            $"{Shown.Plain(_text[start.._at])} is not read here: "
            + "write the value itself, or give it with --set KEY=VALUE");
    }

    private void TripleQuoted()
    {
        var start = _at;
        var end = _text.IndexOf("\"\"\"", _at + 3, StringComparison.Ordinal);
        _at = end < 0 ? _text.Length : end + 3;
        Add(TokenKind.Broken, start, problem: "triple quotes are not read here: write \"text\" on one line");
        _line += _text.AsSpan(start, _at - start).Count('\n');
    }

    private void Quoted()
    {
        var start = _at++;
        var text = HoconString.Read(_text, ref _at, out var problem);
        Add(text is null ? TokenKind.Broken : TokenKind.Quoted, start, text, problem);
    }
}

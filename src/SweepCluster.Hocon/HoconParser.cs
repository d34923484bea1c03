using System.Collections.Immutable;
using SweepCluster.Problems;

namespace SweepCluster.Hocon;

/// <summary>Reads the part of HOCON that sweep files are written in, and refuses the rest by name.</summary>
/// <remarks>
/// Blocks, dotted and quoted keys, words, numbers, quoted strings, lists, comments. A value is one token: text that
/// other readers would glue together (<c>a = 1 b = 2</c>) is a problem here. After a problem reading goes on at the
/// next separator, so that all problems are found.
/// </remarks>
internal sealed class HoconParser
{
    private readonly TokenCursor _cursor;
    private readonly ProblemLog _log;
    private readonly NestingRules _nesting;

    private HoconParser(ImmutableArray<Token> tokens, ProblemLog log)
    {
        _log = log;
        _cursor = new TokenCursor(tokens, log);
        _nesting = new NestingRules(_cursor, log);
    }

    /// <summary>The block that a whole file makes, with or without braces around it.</summary>
    public static HoconObject ParseFile(string text, string fileName, ProblemLog log) =>
        new HoconParser(HoconLexer.Tokens(text, line => Origin.OfLine(fileName, line)), log).File();

    /// <summary>A single value, such as the right-hand side of an option.</summary>
    public static HoconNode ParseValue(string text, Origin origin, string path, ProblemLog log)
    {
        var parser = new HoconParser(HoconLexer.Tokens(text, _ => origin), log);
        parser._cursor.Path = path;
        parser._cursor.SkipLines();
        var value = parser.WholeValue();
        parser._cursor.SkipLines();
        if (parser._cursor.Kind != TokenKind.End)
            parser._cursor.Report($"{parser._cursor.Current.Shown} after the value: write one value");
        return value;
    }

    private HoconObject File()
    {
        _cursor.SkipLines();
        if (_cursor.Kind != TokenKind.OpenBrace)
            return Body(_cursor.Current.Origin, isBraced: false);
        var root = Block();
        _cursor.SkipLines();
        if (_cursor.Kind is TokenKind.CloseBrace or TokenKind.CloseBracket)
            _nesting.RefuseClosing(_cursor.Take());
        else if (_cursor.Kind != TokenKind.End)
            _cursor.Report($"{_cursor.Current.Shown} after the file's closing '}}': remove it, or move it inside");
        return root;
    }

    private HoconObject Block()
    {
        var (path, open) = (_cursor.Path, _cursor.Take());
        if (!_nesting.Enter(open))
            return new HoconObject(open.Origin, []);
        var block = Body(open.Origin, isBraced: true);
        _nesting.Leave(open);
        _cursor.Path = path;
        return block;
    }

    private HoconObject Body(Origin origin, bool isBraced)
    {
        var path = _cursor.Path;
        var block = new ObjectBuilder(path, origin, _log);
        while (true)
        {
            _cursor.SkipLines();
            _cursor.Path = path;
            switch (_cursor.Kind)
            {
                case TokenKind.End:
                case TokenKind.CloseBrace when isBraced:
                case TokenKind.CloseBracket when _nesting.IsInList:
                    return block.ToObject();
                case TokenKind.CloseBrace or TokenKind.CloseBracket:
                    _nesting.RefuseClosing(_cursor.Take());
                    break;
                case TokenKind.Comma:
                    _cursor.Report(_cursor.Take(), "nothing stands before ',': remove it");
                    break;
                default:
                    Field(block);
                    EndField(path);
                    break;
            }
        }
    }

    private void Field(ObjectBuilder block)
    {
        var first = _cursor.Current;
        if (_cursor.IsAtInclude)
            Skip(first, "'include' is not read here: write everything into this file");
        else if (first.Kind == TokenKind.Broken)
            _cursor.SkipValue();
        else if (!first.IsText)
            Skip(first, $"found {first.Shown} where a key should stand: write KEY = VALUE");
        else if (_cursor.TakeKey(NestingRules.Deepest, out var shown) is not { } keys)
            Skip(first, $"'{Shown.Plain(shown)}' is no key: write words with single dots between them");
        else
        {
            _cursor.Path = ObjectBuilder.PathOf(_cursor.Path, shown);
            if (FieldValue(keys[^1]) is { } value)
                block.Put(keys, first.Origin, value);
        }
    }

    private HoconNode? FieldValue(string key)
    {
        if (_cursor.KindAfterLines == TokenKind.OpenBrace)
        {
            _cursor.SkipLines();
            return WholeValue();
        }

        if (_cursor.Kind == TokenKind.Assign)
        {
            _cursor.Take();
            return WholeValue();
        }

        Skip(_cursor.Current, _cursor.Current.EndsValue
            ? $"the value is missing: write {Shown.Plain(key)} = VALUE"
            : $"found {_cursor.Current.Shown} where '=' should stand: write KEY = VALUE, a key with spaces in quotes");
        return null;
    }

    // A value; more text after it is a problem, unless it is the next field.
    private HoconNode WholeValue()
    {
        var value = Value();
        if (_cursor.Current.EndsValue || _cursor.IsAtField)
            return value;
        if (_cursor.Kind != TokenKind.Broken)
            _cursor.Report($"{_cursor.Current.Shown} after the value: write one value, in quotes if it has spaces");
        _cursor.SkipValue();
        return new HoconBroken(value.Origin);
    }

    private HoconNode Value()
    {
        _cursor.SkipLinesBefore(TokenKind.OpenBrace);
        _cursor.SkipLinesBefore(TokenKind.OpenBracket);
        var token = _cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.OpenBrace:
                return Block();
            case TokenKind.OpenBracket:
                return List();
            case TokenKind.Quoted or TokenKind.Unquoted:
                _cursor.Take();
                return new HoconScalar(token.Origin, token.Text, token.Kind == TokenKind.Quoted);
            case TokenKind.Broken:
                _cursor.SkipValue();
                return new HoconBroken(token.Origin);
            default:
                Skip(token, token.EndsValue
                    ? "the value is missing: write one"
                    : $"found {token.Shown} where a value should stand");
                return new HoconBroken(token.Origin);
        }
    }

    private HoconArray List()
    {
        var open = _cursor.Take();
        var items = ImmutableArray.CreateBuilder<HoconNode>();
        if (!_nesting.Enter(open))
            return new HoconArray(open.Origin, []);
        for (_cursor.SkipLines(); !NestingRules.EndsList(_cursor.Kind); _cursor.SkipLines())
        {
            var (mark, first) = (_cursor.Mark, _cursor.Current);
            var item = Value();
            if (MayBeKey(first) && _cursor.Kind is TokenKind.Assign or TokenKind.OpenBrace)
            {
                _cursor.BackToLineBefore(mark); // The list was left open: this line is the next field.
                break;
            }

            items.Add(item);
            EndItem();
        }

        _nesting.Leave(open);
        return new HoconArray(open.Origin, items.ToImmutable());
    }

    // No key begins like an option of a command.
    private static bool MayBeKey(Token token) =>
        token is { IsFirst: true, IsText: true } && !token.Text.StartsWith('-');

    private void EndField(string path)
    {
        _cursor.Path = ObjectBuilder.PathOf(path, _cursor.Current.Text);
        _cursor.SkipLinesBefore(TokenKind.Comma);
        if (_cursor.Kind == TokenKind.Comma)
            _cursor.Take();
        else if (!_cursor.Current.EndsValue)
            _cursor.Report("a second setting on one line: put a comma or a new line before it");
    }

    private void EndItem()
    {
        _cursor.SkipLinesBefore(TokenKind.Comma);
        if (_cursor.Kind == TokenKind.Comma)
            _cursor.Take();
        else if (_cursor.Kind == TokenKind.Broken)
            _cursor.SkipValue();
        else if (_cursor.Kind == TokenKind.Assign)
            Skip(_cursor.Current, $"{_cursor.Current.Shown} in a list: put the whole word in quotes, \"--name=value\"");
        else if (!_cursor.Current.EndsValue)
            Skip(_cursor.Current, $"two values without a comma: put one before {_cursor.Current.Shown}");
    }

    private void Skip(Token token, string what)
    {
        _cursor.Report(token, what);
        _cursor.SkipValue();
    }
}

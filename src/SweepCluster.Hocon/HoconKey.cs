using System.Collections.Immutable;
using System.Text;

namespace SweepCluster.Hocon;

/// <summary>Reads a key: words with dots between them, any of them in quotes.</summary>
internal static class HoconKey
{
    /// <summary>The parts of the key that begins at <paramref name="at"/>; null if a part is empty.</summary>
    /// <param name="tokens">All tokens.</param>
    /// <param name="at">Moves past the key.</param>
    /// <param name="mostParts">The most parts that a key may have.</param>
    /// <param name="shown">The key as written, without quotes.</param>
    public static string[]? Read(ImmutableArray<Token> tokens, ref int at, int mostParts, out string shown)
    {
        var parts = new List<(StringBuilder Text, bool IsQuoted)> { (new StringBuilder(), false) };
        var first = at;
        for (; tokens[at].IsText && (at == first || tokens[at].IsGlued); at++)
            Append(parts, tokens[at]);
        shown = string.Join('.', parts.Select(p => p.Text));
        var isKey = parts.Count <= mostParts && parts.All(p => p.IsQuoted || p.Text.Length > 0);
        return isKey ? [.. parts.Select(p => p.Text.ToString())] : null;
    }

    /// <summary>The parts of a key that stands alone, such as an option's; null if it is not a key.</summary>
    public static string[]? Split(string key) =>
        key.Length > 0 && key.Split('.') is { Length: <= 16 } parts && parts.All(p => p.Length > 0) ? parts : null;

    private static void Append(List<(StringBuilder Text, bool IsQuoted)> parts, Token token)
    {
        if (token.Kind == TokenKind.Quoted)
        {
            parts[^1] = (parts[^1].Text.Append(token.Text), true);
            return;
        }

        var pieces = token.Text.Split('.');
        parts[^1].Text.Append(pieces[0]);
        foreach (var piece in pieces[1..])
            parts.Add((new StringBuilder(piece), false));
    }
}

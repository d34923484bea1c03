using System.Collections.Immutable;
using System.Text;

namespace SweepCluster.Programs.Commands;

/// <summary>A text with placeholders such as <c>{seed}</c>; <c>{{</c> and <c>}}</c> are braces.</summary>
/// <param name="Parts">Texts and the names of placeholders, in their order.</param>
internal sealed record Template(ImmutableArray<(bool IsName, string Text)> Parts)
{
    /// <summary>The names of the placeholders.</summary>
    public IEnumerable<string> Names => Parts.Where(part => part.IsName).Select(part => part.Text);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong with it; null if nothing is.</param>
    public static Template Read(string text, out string? problem)
    {
        problem = null;
        var parts = ImmutableArray.CreateBuilder<(bool, string)>();
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var isDoubled = at + 1 < text.Length && text[at + 1] == text[at];
            if (text[at] is not ('{' or '}') || isDoubled)
            {
                plain.Append(text[at]);
                at += text[at] is '{' or '}' ? 1 : 0;
                continue;
            }

            var end = text[at] == '{' ? text.IndexOf('}', at) : -1;
            if (end < 0)
            {
                problem = text[at] == '{'
                    ? "a '{' without its '}': write {{ for a brace"
                    : "a '}' without its '{': write }} for a brace";
                break;
            }

            parts.Add((false, plain.ToString()));
            plain.Clear();
            parts.Add((true, text[(at + 1)..end]));
            at = end;
        }

        parts.Add((false, plain.ToString()));
        return new Template([.. parts.Where(part => part.Item1 || part.Item2.Length > 0)]);
    }

    /// <summary>The text with a value for each placeholder.</summary>
    public string Fill(Func<string, string> valueOf) =>
        string.Concat(Parts.Select(part => part.IsName ? valueOf(part.Text) : part.Text));
}

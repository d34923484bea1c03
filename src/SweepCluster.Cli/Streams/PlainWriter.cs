using System.Buffers;
using System.Text;

namespace SweepCluster.Cli.Streams;

/// <summary>Replaces the signs of our tables and sentences with ASCII, for a terminal that cannot show them.</summary>
internal sealed class PlainWriter(TextWriter inner) : TextWriter
{
    private static readonly SearchValues<char> Signs =
        SearchValues.Create("─━│╭╮╰╯┌┐└┘├┤┬┴┼…≤≥×–−");

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>The text as such a terminal gets it.</summary>
    public static string Plain(string text) =>
        !text.AsSpan().ContainsAny(Signs) ? text : string.Concat(text.Select(Plain));

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(Plain(value));

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(value is null ? null : Plain(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => inner.WriteLine(value is null ? null : Plain(value));

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    private static string Plain(char sign) => sign switch
    {
        '─' or '━' or '–' or '−' => "-",
        '│' => "|",
        '…' => "...",
        '≤' => "<=",
        '≥' => ">=",
        '×' => "x",
        _ when Signs.Contains(sign) => "+",
        _ => sign.ToString(),
    };
}

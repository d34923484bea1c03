using System.Text;
using SweepCluster.Problems;

namespace SweepCluster.Cli.Display;

/// <summary>Writes lines for people: text quoted in a line can neither split it nor control a terminal.</summary>
/// <remarks>
/// Names, cells and paths come from anywhere, and this way no verb can forget to escape them. Code that writes without
/// ending a line, such as that of tables, must escape what it quotes.
/// </remarks>
internal sealed class PlainLines(TextWriter console) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => console.Encoding;

    /// <summary>Wraps the console's writers.</summary>
    public static void Install()
    {
        Console.SetOut(new PlainLines(Console.Out));
        Console.SetError(new PlainLines(Console.Error));
    }

    /// <inheritdoc/>
    public override void Write(char value) => console.Write(value);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => console.Write(buffer, index, count);

    /// <inheritdoc/>
    public override void Write(string? value) => console.Write(value);

    /// <inheritdoc/>
    public override void WriteLine() => console.WriteLine();

    /// <inheritdoc/>
    public override void WriteLine(string? value) => console.WriteLine(Shown.Line(value ?? ""));

    /// <inheritdoc/>
    public override void WriteLine(object? value) => WriteLine(value?.ToString());

    /// <inheritdoc/>
    public override void Flush() => console.Flush();
}

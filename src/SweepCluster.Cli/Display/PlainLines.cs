using System.Text;
using SweepCluster.Training.Data;

namespace SweepCluster.Cli.Display;

/// <summary>Writes lines for people: what a line quotes can neither split it nor control a terminal.</summary>
/// <remarks>
/// Names, cells and paths come from anywhere; no verb can forget to escape them. Whoever writes without ending a line, as
/// drawn tables are, escapes what it quotes itself.
/// </remarks>
internal sealed class PlainLines(TextWriter console) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => console.Encoding;

    /// <summary>Puts itself before the console's writers.</summary>
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

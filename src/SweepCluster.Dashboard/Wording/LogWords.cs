using System.Text;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Wording;

/// <summary>What a trial has printed, as pages and the API show it.</summary>
internal static class LogWords
{
    private const byte FirstLead = 0b1100_0000;
    private const byte Continuation = 0b1000_0000;

    /// <summary>A part as text, without half a character at its beginning and without control characters.</summary>
    public static string Text(LogText text)
    {
        var bytes = text.Bytes.AsSpan();
        while (text.Start > 0 && !bytes.IsEmpty && (bytes[0] & FirstLead) == Continuation)
            bytes = bytes[1..];
        var lines = Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n");
        return string.Concat(lines.Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '\uFFFD' : c));
    }

    /// <summary>How much of it is shown; null if all is.</summary>
    public static string? Cut(LogText text) => text.Start == 0
        ? null
        : $"The last {Numbers.Count(text.Bytes.Length)} of {Numbers.Count(text.Length)} bytes.";
}

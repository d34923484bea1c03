using SweepCluster.Problems;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Saying;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Programs.Evaluating;

/// <summary>Why a program gave no result, in words that fit a line of attempts.csv.</summary>
internal static class FailureWords
{
    private const int MostNames = 5;
    private const int Longest = 600;

    /// <summary>It ended with an error.</summary>
    public static string Of(ProgramSpec spec, ExitStatus status, string errors, string output)
    {
        var limit = spec.Memory == 0 ? "" : $" (memory is limited to {ByteSizes.Text(spec.Memory)})";
        return WithLast($"{status}{limit}", errors, output);
    }

    /// <summary>It took too long.</summary>
    public static string TimedOut(ProgramSpec spec, string errors, string output) =>
        WithLast($"it took longer than timeout = {Durations.Text(spec.Timeout)} and was stopped", errors, output);

    /// <summary>It said nothing for too long.</summary>
    public static string Silent(ProgramSpec spec, string errors, string output) =>
        WithLast($"it said nothing for silence = {Durations.Text(spec.Silence)} and was stopped", errors, output);

    /// <summary>It said so itself.</summary>
    public static string Said(string reason, string errors, string output) =>
        WithLast($"it said: {Cut(Shown.Line(reason))}", errors, output);

    /// <summary>It ended as if all were done.</summary>
    public static string Unanswered(string errors, string output) =>
        WithLast("it ended (exit status 0) before it had answered", errors, output);

    /// <summary>It can say no more.</summary>
    public static string Closed(string errors, string output) =>
        WithLast("it closed its standard output before it had answered, and was stopped", errors, output);

    /// <summary>It ended well and never said the metric.</summary>
    public static string NothingSaid(ProgramSpec spec, Said said, string errors, string output)
    {
        var how = spec.Pattern is not null ? "a line that the pattern matches"
            : spec.Serve ? $"a line like {{\"trial\": 0, \"{spec.Metric}\": 0.1}}"
            : $"a line like {{\"{spec.Metric}\": 0.1}}";
        var names = said.OtherNames.Count == 0
            ? ""
            : $"; it did print {string.Join(", ", said.OtherNames.Take(MostNames))}";
        var hint = said.HasUnreadName && spec.Pattern is null
            ? $", with nothing before or after the braces (it did print {spec.Metric} otherwise; pattern can find that)"
            : "";
        return WithLast($"it ended well but never printed {how}{hint}{names}", errors, output);
    }

    private static string WithLast(string reason, string errors, string output)
    {
        var lines = LastLines.Of(errors) is { Count: > 0 } wrong ? wrong : LastLines.Of(output);
        if (lines.Count == 0)
            return $"{reason}; it printed nothing";
        return $"{reason}; it printed last: {Cut(string.Join(" | ", lines))}";
    }

    private static string Cut(string last) =>
        Shown.End(last, Longest) is var end && end.Length == last.Length ? last : $"…{end}";
}

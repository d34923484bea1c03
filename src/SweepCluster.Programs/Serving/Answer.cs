using System.Collections.Immutable;
using System.Text.Json;
using SweepCluster.Programs.Saying;

namespace SweepCluster.Programs.Serving;

/// <summary>A line that a program says of one of many trials.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Said">Its numbers.</param>
/// <param name="IsDone">Whether the trial is done.</param>
/// <param name="Failure">Why the trial has failed; null if it has not.</param>
internal sealed record Answer(long Trial, SaidLine Said, bool IsDone, string? Failure)
{
    private const string NoReason = "it gave no reason";

    /// <summary>Whether nothing more is to be said of the trial.</summary>
    public bool IsLast => IsDone || Failure is not null;

    /// <summary>Reads a line; null if it is no JSON object that names a trial.</summary>
    public static Answer? Of(ReadOnlySpan<byte> line)
    {
        var read = JsonLine.Read(line, () => new Parts(), Take);
        return read?.Trial is { } trial
            ? new Answer(trial, new SaidLine(read.Numbers.ToImmutable()), read.IsDone, read.Failure)
            : null;
    }

    private static void Take(string name, ref Utf8JsonReader json, Parts into)
    {
        switch (name)
        {
            case ServedWords.Trial:
                into.Trial = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var trial) ? trial : null;
                break;
            case ServedWords.Done:
                into.IsDone = json.TokenType == JsonTokenType.True;
                break;
            case ServedWords.Failed:
                into.Failure = Reason(ref json);
                break;
            default:
                SaidLine.AddNumber(name, ref json, into.Numbers);
                break;
        }
    }

    private static string? Reason(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => json.GetString() is { Length: > 0 } reason ? reason : NoReason,
        JsonTokenType.False or JsonTokenType.Null => null,
        _ => NoReason,
    };

    private sealed class Parts
    {
        public ImmutableArray<(string Name, double Value)>.Builder Numbers { get; } =
            ImmutableArray.CreateBuilder<(string Name, double Value)>();

        public long? Trial { get; set; }

        public bool IsDone { get; set; }

        public string? Failure { get; set; }
    }
}

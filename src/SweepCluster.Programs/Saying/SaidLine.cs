using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SweepCluster.Programs.Saying;

/// <summary>Numbers that a program said in one line.</summary>
/// <param name="Numbers">By name; NaN for null, NaN and infinities.</param>
internal sealed record SaidLine(ImmutableArray<(string Name, double Value)> Numbers)
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    /// <summary>Reads lines that are JSON objects.</summary>
    public static SaidLine? OfJson(ReadOnlyMemory<byte> line) =>
        JsonLine.Read(line.Span, ImmutableArray.CreateBuilder<(string, double)>, AddNumber) is { } numbers
            ? new(numbers.ToImmutable())
            : null;

    /// <summary>Takes a property if it is a number.</summary>
    public static void AddNumber(
        string name, ref Utf8JsonReader json, ImmutableArray<(string Name, double Value)>.Builder numbers)
    {
        if (json.TokenType == JsonTokenType.Null)
            numbers.Add((name, double.NaN));
        else if (json.TokenType == JsonTokenType.Number)
            numbers.Add((name, json.TryGetDouble(out var number) && double.IsFinite(number) ? number : double.NaN));
    }

    /// <summary>Makes what reads lines that a regular expression matches: each named group is a metric.</summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public static Func<ReadOnlyMemory<byte>, SaidLine?> OfPattern(string pattern)
    {
        var regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, LongestMatch);
        var names = NamesOf(regex);
        return line =>
        {
            var match = regex.Match(Encoding.UTF8.GetString(line.Span));
            return match.Success
                ? new SaidLine(
                [
                    .. names.Where(name => match.Groups[name].Success)
                        .Select(name => (name, Value: Number(match.Groups[name].Value)))
                        .Where(each => each.Value is not null)
                        .Select(each => (each.name, each.Value!.Value)),
                ])
                : null;
        };
    }

    /// <summary>The names of a regular expression's groups.</summary>
    public static IReadOnlyList<string> NamesOf(Regex regex) =>
        [.. regex.GetGroupNames().Where(name => !int.TryParse(name, CultureInfo.InvariantCulture, out _))];

    /// <summary>Its number of a name; null if it has none.</summary>
    public double? Find(string name)
    {
        foreach (var (own, value) in Numbers)
        {
            if (own == name)
                return value;
        }

        return null;
    }

    private static double? Number(string text) => text.ToLowerInvariant() switch
    {
        "nan" or "inf" or "+inf" or "-inf" or "infinity" or "-infinity" or "none" or "null" => double.NaN,
        // No thousands: 0,12 of a program that writes decimal commas is not 12.
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? double.IsFinite(number) ? number : double.NaN
            : null,
    };
}

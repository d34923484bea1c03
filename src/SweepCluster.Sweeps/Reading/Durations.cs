using System.Globalization;
using SweepCluster.Hocon;

namespace SweepCluster.Sweeps.Reading;

/// <summary>Durations such as <c>500ms</c>, <c>90s</c>, <c>5m</c>, <c>1.5h</c>.</summary>
public static class Durations
{
    private static readonly (string Name, double Milliseconds)[] Units =
        [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    /// <summary>Reads a duration: whole milliseconds, from 0 to 10,000 days.</summary>
    public static ValueParser<TimeSpan> Parser { get; } =
        new("a duration of at least 0s, such as 500ms, 90s, 5m, 1h or 2d", (HoconScalar s, out TimeSpan value) =>
        {
            var milliseconds = Milliseconds(s.Text);
            var isRight = milliseconds is 0 or (>= 1 and <= 10_000 * 86_400_000.0);
            value = isRight ? TimeSpan.FromMilliseconds((long)Math.Round(milliseconds!.Value)) : default;
            return isRight;
        });

    /// <summary>In the largest unit that leaves a whole number.</summary>
    public static string Text(TimeSpan duration)
    {
        var milliseconds = Math.Round(duration.TotalMilliseconds);
        var unit = milliseconds == 0 ? Units[1] : Units.Last(u => milliseconds % u.Milliseconds == 0);
        return (milliseconds / unit.Milliseconds).ToString("R", CultureInfo.InvariantCulture) + unit.Name;
    }

    private static double? Milliseconds(string text)
    {
        var number = text.TrimEnd([.. "mshd"]);
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            return null;
        var unit = text[number.Length..];
        if (unit.Length == 0 && count == 0)
            return 0;
        return Units.Where(u => u.Name == unit).Select(u => (double?)(count * u.Milliseconds)).FirstOrDefault();
    }
}

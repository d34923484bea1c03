using System.Globalization;

namespace SweepCluster.Dashboard.Wording;

/// <summary>How long something takes, in the two largest units.</summary>
internal static class DurationWords
{
    /// <summary>Such as 8 s, 3 min 20 s, 2 h 5 min or 4 d 3 h; anything below a second is "less than 1 s".</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => "less than 1 s",
        { TotalMinutes: < 1 } => Text($"{(int)time.TotalSeconds} s"),
        { TotalHours: < 1 } => Text($"{(int)time.TotalMinutes} min {time.Seconds} s"),
        { TotalDays: < 1 } => Text($"{(int)time.TotalHours} h {time.Minutes} min"),
        { TotalDays: < 1000 } => Text($"{(int)time.TotalDays} d {time.Hours} h"),
        _ => "years",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

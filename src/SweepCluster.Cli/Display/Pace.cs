using System.Globalization;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cli.Display;

/// <summary>How fast a sweep goes, since somebody began to watch it.</summary>
/// <param name="Rate">Trials done a second.</param>
/// <param name="Left">Time left at this rate; null while it cannot be told.</param>
internal readonly record struct Pace(double Rate, TimeSpan? Left)
{
    /// <summary>The pace of a sweep that had so many trials done when the watching began.</summary>
    public static Pace Of(Account account, long doneBefore, TimeSpan watched)
    {
        var rate = (account.Done - doneBefore) / Math.Max(watched.TotalSeconds, 1e-3);
        var left = (account.Planned - account.Done) / rate;
        return new(rate, rate > 0 && left > 0 ? TimeSpan.FromSeconds(Math.Min(left, 1e8)) : null);
    }

    /// <summary>Words for it, such as "120 / 300 trials, 40 trials/s, 310 M updates/s, 0:05 left".</summary>
    public string Words(SweepView view)
    {
        var words = string.Create(
            CultureInfo.InvariantCulture, $"{view.Account.Done} / {view.Account.Planned} trials, {Rate:0.#} trials/s");
        if (view.UpdatesPerSecond > 0 && !view.IsOver)
            words += $", {RateWords.Of(view.UpdatesPerSecond)} updates/s";
        return Left is { } time && !view.IsOver ? $"{words}, {Short(time)} left" : words;
    }

    private static string Short(TimeSpan time) => time.TotalDays >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.0} days")
        : time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}

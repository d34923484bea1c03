using System.Globalization;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Cli.Display;

/// <summary>How fast a sweep goes.</summary>
/// <param name="Rate">Trials done per second; never negative.</param>
/// <param name="Left">Time left; null if it cannot be told.</param>
internal readonly record struct Throughput(double Rate, TimeSpan? Left)
{
    /// <summary>
    /// Words for how a sweep stands, such as "120 / 300 trials, 40 trials/s, 310 M updates/s, 0:05 left"; if it does
    /// not go on, the reason and no pace.
    /// </summary>
    public string Words(SweepView view)
    {
        var done = view.IsAccountKnown
            ? string.Create(CultureInfo.InvariantCulture, $": {view.Trained} / {view.Account.Planned} trials")
                + (view.Account.Cancelled > 0 ? $", {StatusWords.Of(view.Account.Cancelled)} cancelled" : "")
            : "";
        if (view.Waiting is { } waiting)
            return (waiting.IsAway ? "coordinator away" : $"waiting ({waiting.Reason})")
                + (done.Length > 0 ? $"{done} when last heard" : "");
        return view.Phase switch
        {
            SweepPhase.Interrupted => $"interrupted ({view.Problem}){done}",
            SweepPhase.Paused => $"paused{done}"
                + (view.Running > 0 ? $", {CountWords.Of(view.Running, "trial")} still in training" : ""),
            SweepPhase.Queued => view.Obstacle is { } obstacle
                ? $"queued{done}, no worker can train it ({obstacle})"
                : $"queued{done}, waiting for a slot",
            _ => Going(view, done[2..]),
        };
    }

    /// <summary>A time left, such as 0:05, 1:02:03 or 2.5 days.</summary>
    public static string Short(TimeSpan time) => time.TotalDays >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.0} days")
        : time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    private string Going(SweepView view, string done)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"{done}, {Rate:0.#} trials/s");
        if (view.IsOver)
            return words;
        if (view.UpdatesPerSecond > 0)
            words += $", {RateWords.Of(view.UpdatesPerSecond)} updates/s";
        if (view.Obstacle is { } why)
            return $"{words}, no worker can train it ({why})";
        if (view.HasNoWorker)
            return $"{words}, no worker is there";
        return Left is { } time ? $"{words}, {Short(time)} left" : words;
    }
}

using System.Collections.Immutable;

namespace SweepCluster.Search.Schedulers;

/// <summary>The schedulers that there are.</summary>
public static class SchedulerCatalog
{
    /// <summary>One of how many goes on, if a sweep file does not say.</summary>
    public const int DefaultReduction = 3;

    // Trials that are slow to begin with are lost where they are judged after a hundredth of their steps.
    private const int UsualHalvings = 2;
    private const int MostBrackets = 5;

    /// <summary>Every one, in the order in which they are told.</summary>
    public static ImmutableArray<SchedulerKind> All { get; } =
    [
        new("halving", "of each cohort the best third goes on to three times the steps",
            (reduction, full) => Part(reduction, full, UsualHalvings), settings => new HalvingScheduler(settings)),
        new("hyperband", "halving that begins ever later, over and over: when nobody knows how early to judge",
            (reduction, full) => Part(reduction, full, MostBrackets - 1), settings => new HyperbandScheduler(settings)),
        new("median", "stops what is worse than the median of the trials before",
            null, settings => new MedianScheduler(settings)),
        new("asha", "halving that waits for nobody: fast on slots of any speed, but not repeatable",
            (reduction, full) => Part(reduction, full, UsualHalvings), settings => new AshaScheduler(settings)),
    ];

    /// <summary>Their words.</summary>
    public static ImmutableArray<string> Words { get; } = [.. All.Select(kind => kind.Word)];

    /// <summary>The kind of a word.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static SchedulerKind Of(string word) => All.FirstOrDefault(kind => kind.Word == word)
        ?? throw new ArgumentException(
            $"There is no scheduler {word}: write {string.Join(", ", Words)}.", nameof(word));

    private static int Part(int reduction, int full, int halvings) =>
        (int)Math.Max(1, full / Ladder.Power(reduction, halvings));
}

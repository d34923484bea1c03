namespace SweepCluster.Search.Schedulers;

/// <summary>A kind of scheduler.</summary>
/// <param name="Word">As sweep files write it.</param>
/// <param name="Summary">What it does, in a few words.</param>
/// <param name="DefaultSmallest">
/// The steps of the first rung if the file does not say, of a reduction and the full steps; null if it has no rungs.
/// </param>
/// <param name="Make">Makes one.</param>
public sealed record SchedulerKind(
    string Word, string Summary, Func<int, int, int>? DefaultSmallest, Func<SchedulerSettings, IScheduler> Make);

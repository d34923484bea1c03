using System.Collections.Immutable;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Protocol;

/// <summary>How much of a sweep's results a client has.</summary>
/// <param name="Generation">The number of retries; each changes the list of failures.</param>
/// <param name="Segments">The number of result segments.</param>
/// <param name="Failures">The number of trials given up.</param>
/// <param name="Attempts">The number of ended attempts.</param>
/// <param name="Rounds">The number of rounds that a sampler proposed.</param>
public sealed record ResultsCursor(int Generation, int Segments, int Failures, int Attempts, int Rounds = 0)
{
    /// <summary>Nothing yet.</summary>
    public static ResultsCursor Start { get; } = new(0, 0, 0, 0);
}

/// <summary>Results from a cursor on, few enough for one message.</summary>
/// <param name="Segments">Result segments.</param>
/// <param name="Failures">Trials given up.</param>
/// <param name="Attempts">Ended attempts.</param>
/// <param name="References">The values that trials are compared with; empty before the first result.</param>
/// <param name="GoalPlace">The place of the trial that reached the goal; null while none has.</param>
/// <param name="Ended">Why the sweep is over; null while it goes on.</param>
public sealed record ResultsPart(
    ImmutableArray<ResultSegment> Segments,
    ImmutableArray<FailedTrial> Failures,
    ImmutableArray<Attempt> Attempts,
    ImmutableArray<double> References,
    long? GoalPlace,
    EndReason? Ended)
{
    /// <summary>Rounds that a sampler proposed.</summary>
    public ImmutableArray<Round> Rounds { get; init; } = [];
}

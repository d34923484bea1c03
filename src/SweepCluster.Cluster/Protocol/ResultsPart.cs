using System.Collections.Immutable;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Protocol;

/// <summary>How much of a sweep's results a client has.</summary>
/// <param name="Generation">Counts the retries: after one, failures start again.</param>
/// <param name="Segments">Result segments.</param>
/// <param name="Failures">Trials given up.</param>
/// <param name="Attempts">Attempts that have ended.</param>
public sealed record ResultsCursor(int Generation, int Segments, int Failures, int Attempts)
{
    /// <summary>Nothing yet.</summary>
    public static ResultsCursor Start { get; } = new(0, 0, 0, 0);
}

/// <summary>Results from a cursor on, few enough for one message.</summary>
/// <param name="Segments">Result segments.</param>
/// <param name="Failures">Trials given up.</param>
/// <param name="Attempts">Attempts that have ended.</param>
/// <param name="References">What trials are held against; empty before the first result.</param>
/// <param name="GoalPlace">The place whose trial reached the goal; null while none has.</param>
/// <param name="Ended">Why the sweep is over; null while it goes on.</param>
public sealed record ResultsPart(
    ImmutableArray<ResultSegment> Segments,
    ImmutableArray<FailedTrial> Failures,
    ImmutableArray<Attempt> Attempts,
    ImmutableArray<double> References,
    long? GoalPlace,
    EndReason? Ended);

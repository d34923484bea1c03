using System.Collections.Immutable;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Coordination.Slots;

/// <summary>What a sweep's actor tells the coordinator about the sweep after every change.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Account">The number of planned trials in each state.</param>
/// <param name="Running">Trials in training.</param>
/// <param name="Packs">Packs in training.</param>
/// <param name="Open">Trials that wait for a slot.</param>
/// <param name="Paused">Whether the sweep grants nothing for now.</param>
/// <param name="Ended">Why the sweep is over; null while it goes on.</param>
/// <param name="Highlights">Its best results so far.</param>
internal sealed record SweepStanding(
    string SweepId,
    Account Account,
    long Running,
    int Packs,
    long Open,
    bool Paused,
    EndReason? Ended,
    Highlights Highlights)
    : INoSerializationVerificationNeeded
{
    /// <summary>Whether its journal has been written since it was opened: reading alone proves little.</summary>
    public bool HasWritten { get; init; }

    /// <summary>Since when its journal is silent; null while it answers.</summary>
    public DateTimeOffset? WaitsSince { get; init; }

    /// <summary>The estimated end; null if there is no estimate.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The workers that it takes no work from any more, and why.</summary>
    public ImmutableSortedDictionary<string, string> Excluded { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Its metric, working time and last failure.</summary>
    public SweepCourse Course { get; init; } = SweepCourse.Unknown;

    /// <summary>Without its actor: what was in training is unknown, and its working time stands still.</summary>
    public SweepStanding Stopped => this with
    {
        Running = 0,
        Packs = 0,
        EndsAt = null,
        Course = Course with { ActiveSince = null },
    };

    /// <summary>Whether a free slot that asks now probably gets a pack.</summary>
    public bool IsOffering => Open > 0 && !Paused;
}

using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Coordination;

/// <summary>What the coordinator knows of a sweep at work: the sweep tells it after every change.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Account">Where the planned trials are.</param>
/// <param name="Running">Trials in training.</param>
/// <param name="Packs">Packs in training.</param>
/// <param name="Open">Trials that wait for a slot.</param>
/// <param name="Paused">Whether nothing is granted for now.</param>
/// <param name="Ended">Why the sweep is over; null while it goes on.</param>
/// <param name="Highlights">What it has come to so far.</param>
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
    /// <summary>Whether its journal has taken anything since it was opened: that it could be read says nothing of that.</summary>
    public bool HasWritten { get; init; }

    /// <summary>Since when its journal is silent; null while it answers.</summary>
    public DateTimeOffset? WaitsSince { get; init; }

    /// <summary>When it will end, as far as can be told; null where nothing tells.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>What it is ranked on, how long it has worked, why trials failed.</summary>
    public SweepCourse Course { get; init; } = SweepCourse.Unknown;

    /// <summary>Without its actor: what was in training is not known, and time at work does not go on.</summary>
    public SweepStanding Stopped => this with
    {
        Running = 0,
        Packs = 0,
        EndsAt = null,
        Course = Course with { ActiveSince = null },
    };

    /// <summary>Whether a free slot that asks now gets a pack, as far as can be told from here.</summary>
    public bool IsOffering => Open > 0 && !Paused;
}

using Akka.Actor;
using SweepCluster.Cluster.Coordination.Slots;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Register;
using static SweepCluster.Cluster.Register.RegisterEvents;

namespace SweepCluster.Cluster.Coordination;

/// <summary>The register's keeper, and what it was told; part of the coordinator's actor.</summary>
/// <param name="start">Starts a keeper, which reads the register's journal.</param>
internal sealed class RegisterLink(Func<IActorRef> start)
{
    private readonly HashSet<string> _told = [];

    /// <summary>The keeper; nobody while there is none.</summary>
    public IActorRef Keeper { get; private set; } = ActorRefs.Nobody;

    /// <summary>Why the register cannot be written; null if it can.</summary>
    public Outage? Outage { get; private set; }

    /// <summary>Starts a keeper.</summary>
    public void Open() => Keeper = start();

    /// <summary>The keeper has stopped, or cannot write.</summary>
    public void Lose(Outage outage)
    {
        (Keeper, Outage) = (ActorRefs.Nobody, outage);
        _told.Clear();
    }

    /// <summary>A new keeper has read the register.</summary>
    public void Regain() => Outage = null;

    /// <summary>Asks to add a sweep.</summary>
    public void Admit(SweepAdmitted admitted) => Keeper.Tell(admitted);

    /// <summary>An event about a sweep is in the journal.</summary>
    public void Kept(string sweepId) => _told.Remove(sweepId);

    /// <summary>Tells the end of a sweep, or that it goes on after all, if the register does not know.</summary>
    public void Tell(SweepEntry entry)
    {
        if (Outage is null && NewsOf(entry) is { } news && _told.Add(entry.SweepId))
            // Once: sweeps tell their standing more often than the register answers.
            Keeper.Tell(news);
    }

    private static IRegisterEvent? NewsOf(SweepEntry entry) => (entry.Standing, entry.Registered.Closed) switch
    {
        ({ Ended: { } reason } standing, null) => new SweepClosed(entry.SweepId, standing.Account, reason)
        {
            Highlights = standing.Highlights,
            Course = standing.Course,
        },
        ({ Ended: null }, not null) => new SweepReopened(entry.SweepId),
        _ => null,
    };
}

using Akka.Actor;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Register;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using static SweepCluster.Cluster.Register.RegisterEvents;

namespace SweepCluster.Cluster.Coordination.Slots;

/// <summary>All sweeps, oldest first, and the actors of those that somebody needs.</summary>
/// <param name="start">Starts the actor of an admitted sweep.</param>
/// <param name="clock">The clock.</param>
internal sealed class SweepRoster(Func<SweepAdmitted, SweepSpec, IActorRef> start, TimeProvider clock)
{
    private readonly Dictionary<string, SweepEntry> _entries = [];
    private readonly List<string> _order = [];

    /// <summary>All sweeps, oldest first.</summary>
    public IEnumerable<SweepEntry> All => _order.Select(sweepId => _entries[sweepId]);

    /// <summary>The sweep with this ID; null if there is none.</summary>
    public SweepEntry? Find(string sweepId) => _entries.GetValueOrDefault(sweepId);

    /// <summary>Takes over the register's sweeps; keeps what is known of their standing and outage.</summary>
    public void Restore(SweepRegister register)
    {
        var before = new Dictionary<string, SweepEntry>(_entries);
        _order.Clear();
        _entries.Clear();
        foreach (var sweep in register.Sweeps)
        {
            Add(before.TryGetValue(sweep.Admitted.SweepId, out var known)
                ? known with { Registered = sweep }
                : new SweepEntry(sweep));
        }
    }

    /// <summary>Adds a new sweep.</summary>
    public void Add(SweepEntry entry)
    {
        _order.Add(entry.SweepId);
        _entries.Add(entry.SweepId, entry);
    }

    /// <summary>Changes what is known of a sweep.</summary>
    public SweepEntry Update(string sweepId, Func<SweepEntry, SweepEntry> change) =>
        _entries[sweepId] = change(_entries[sweepId]);

    /// <summary>A sweep's actor, started if need be; null if its file can no longer be read.</summary>
    public IActorRef? ActorOf(string sweepId)
    {
        var entry = _entries[sweepId];
        if (entry.Actor is not null)
            return entry.Actor;
        var admitted = entry.Registered.Admitted;
        var (spec, problem) = Read(admitted.Text, sweepId, entry.Spec);
        return Update(sweepId, _ => spec is null
            ? entry with { Outage = new Outage(problem, OutageKind.Failure) }
            : entry with
            {
                Actor = start(admitted, spec),
                ReadingSince = clock.GetUtcNow(),
                Spec = spec,
            }).Actor;
    }

    /// <summary>Reads a sweep file, unless it is known what it says.</summary>
    /// <returns>What it says, or what is wrong with it.</returns>
    public static (SweepSpec? Spec, string Problem) Read(string text, string sweepId, SweepSpec? known)
    {
        if (known is not null)
            return (known, "");
        try
        {
            return (SweepFileReader.ParseSent(text, sweepId), "");
        }
        catch (InvalidInputException invalid)
        {
            return (null, string.Join("; ", invalid.Problems));
        }
    }
}

using Akka.Actor;
using SweepCluster.Cluster.Journal;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using static SweepCluster.Cluster.Coordination.RegisterEvents;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Which sweeps there are, oldest first, and the actors of those that somebody needs.</summary>
/// <param name="start">Starts the actor of a sweep that was admitted.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class SweepRoster(Func<SweepAdmitted, SweepSpec, IActorRef> start, TimeProvider clock)
{
    private readonly Dictionary<string, SweepEntry> _entries = [];
    private readonly List<string> _order = [];

    /// <summary>All sweeps, oldest first.</summary>
    public IEnumerable<SweepEntry> All => _order.Select(sweepId => _entries[sweepId]);

    /// <summary>A sweep; null where there is none of this name.</summary>
    public SweepEntry? Find(string sweepId) => _entries.GetValueOrDefault(sweepId);

    /// <summary>Takes over what the register has; how sweeps stood last, and what kept them from going on, is kept.</summary>
    public void Restore(SweepRegister register)
    {
        var before = new Dictionary<string, SweepEntry>(_entries);
        _order.Clear();
        _entries.Clear();
        foreach (var sweep in register.Sweeps)
            Add(before.TryGetValue(sweep.Admitted.SweepId, out var known) ? known with { Registered = sweep } : new SweepEntry(sweep));
    }

    /// <summary>Adds a sweep that is new.</summary>
    public void Add(SweepEntry entry)
    {
        _order.Add(entry.SweepId);
        _entries.Add(entry.SweepId, entry);
    }

    /// <summary>Changes what is known of a sweep.</summary>
    public SweepEntry Update(string sweepId, Func<SweepEntry, SweepEntry> change) =>
        _entries[sweepId] = change(_entries[sweepId]);

    /// <summary>A sweep's actor, started where it is not there; null where its file cannot be read any more.</summary>
    public IActorRef? ActorOf(string sweepId)
    {
        var entry = _entries[sweepId];
        if (entry.Actor is not null)
            return entry.Actor;
        var admitted = entry.Registered.Admitted;
        var (spec, problem) = Read(admitted.Text, sweepId);
        return Update(sweepId, _ => spec is null
            ? entry with { Trouble = new JournalTrouble(problem, false) }
            : entry with
            {
                Actor = start(admitted, spec),
                ReadingSince = clock.GetUtcNow(),
                Planned = new TrialOrder(spec).Planned,
            }).Actor;
    }

    /// <summary>Reads a sweep file.</summary>
    /// <returns>What it says, or what is wrong with it.</returns>
    public static (SweepSpec? Spec, string Problem) Read(string text, string sweepId)
    {
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

using System.Collections.Immutable;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>The leases of a sweep by id, by slot and by trials, and those without a second attempt by age.</summary>
/// <remarks>Each step takes time in the logarithm of the number of leases, and for each that overlaps.</remarks>
public sealed record LeaseBook
{
    private ImmutableSortedDictionary<long, HeldLease> _byId = ImmutableSortedDictionary<long, HeldLease>.Empty;
    private ImmutableDictionary<(string Worker, int Slot), long> _bySlot =
        ImmutableDictionary<(string, int), long>.Empty;
    private ImmutableSortedSet<(long Start, long Id)> _byStart = [];
    private ImmutableSortedSet<long> _alone = [];
    private long _longest = 1;

    private LeaseBook()
    {
    }

    /// <summary>No lease.</summary>
    public static LeaseBook Empty { get; } = new();

    /// <summary>Number of leases.</summary>
    public int Count => _byId.Count;

    /// <summary>Trials under lease; those with a second attempt count twice.</summary>
    public long Trials { get; private init; }

    /// <summary>All leases by id.</summary>
    public IEnumerable<HeldLease> All => _byId.Values;

    /// <summary>The lease with an id; null if there is none.</summary>
    public HeldLease? Find(long id) => _byId.GetValueOrDefault(id);

    /// <summary>The lease of a slot; null if it has none.</summary>
    public HeldLease? OfSlot(string worker, int slot) =>
        _bySlot.TryGetValue((worker, slot), out var id) ? Find(id) : null;

    /// <summary>The leases that share a trial with a range.</summary>
    public IEnumerable<HeldLease> Overlapping(TrialRange range)
    {
        var from = _byStart.IndexOf((range.Start - _longest + 1, 0));
        for (var i = from >= 0 ? from : ~from; i < _byStart.Count && _byStart[i].Start < range.End; i++)
        {
            var held = _byId[_byStart[i].Id];
            if (held.Lease.Range.Overlaps(range))
                yield return held;
        }
    }

    /// <summary>The leases without a second attempt at any of their trials, oldest first.</summary>
    public IEnumerable<HeldLease> Alone => _alone.Select(id => _byId[id]);

    /// <summary>The book with a new lease.</summary>
    public LeaseBook With(HeldLease held)
    {
        var lease = held.Lease;
        var others = Overlapping(lease.Range).Select(other => other.Lease.Id).ToList();
        return this with
        {
            _byId = _byId.Add(lease.Id, held),
            _bySlot = _bySlot.SetItem((lease.Holder.Worker, lease.Holder.Slot), lease.Id),
            _byStart = _byStart.Add((lease.Range.Start, lease.Id)),
            _alone = others.Count == 0 ? _alone.Add(lease.Id) : _alone.Except(others),
            _longest = Math.Max(_longest, lease.Range.Count),
            Trials = Trials + lease.Range.Count,
        };
    }

    /// <summary>The book with a newer state of a lease that it holds.</summary>
    public LeaseBook Update(HeldLease held) => this with { _byId = _byId.SetItem(held.Lease.Id, held) };

    /// <summary>The book without a lease.</summary>
    public LeaseBook Without(HeldLease held)
    {
        var lease = held.Lease;
        var slot = (lease.Holder.Worker, lease.Holder.Slot);
        var book = this with
        {
            _byId = _byId.Remove(lease.Id),
            _bySlot = _bySlot.GetValueOrDefault(slot) == lease.Id ? _bySlot.Remove(slot) : _bySlot,
            _byStart = _byStart.Remove((lease.Range.Start, lease.Id)),
            _alone = _alone.Remove(lease.Id),
            Trials = Trials - lease.Range.Count,
        };
        var nowAlone = book.Overlapping(lease.Range)
            .Where(other => book.Overlapping(other.Lease.Range).Take(2).Count() == 1)
            .Select(other => other.Lease.Id);
        return book with { _alone = book._alone.Union(nowAlone) };
    }
}

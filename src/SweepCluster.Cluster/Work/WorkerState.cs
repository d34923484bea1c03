using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Work;

/// <summary>What a worker node does.</summary>
/// <param name="Slots">Its slots.</param>
/// <param name="Leaving">Whether it takes no more packs.</param>
/// <param name="PartBytes">About how large a part of a report may be.</param>
internal sealed record WorkerState(
    ImmutableArray<Slot> Slots, bool Leaving = false, long PartBytes = OutcomeParts.MostBytes)
{
    /// <summary>
    /// Slots as they were before they asked for their next packs: what they said last is not yet confirmed. At most one
    /// each, in the order in which they said it.
    /// </summary>
    public ImmutableArray<Slot> Finishing { get; init; } = [];

    /// <summary>What slots gave up of the packs that they train, as long as it is not confirmed; at most once per lease.</summary>
    public ImmutableArray<WorkerProtocol.YieldPart> Yields { get; init; } = [];

    /// <summary>Whether nothing is in training, and all that was said is confirmed.</summary>
    public bool HoldsNothing => Finishing.IsEmpty && Slots.All(slot => slot.IsFree);

    /// <summary>What the node is like.</summary>
    public WorkerTraits Traits { get; init; } = WorkerTraits.Networked;

    /// <summary>The sweeps that the node cannot train for now, and why.</summary>
    public ImmutableSortedDictionary<string, Ailment> Ailments { get; init; } =
        ImmutableSortedDictionary.Create<string, Ailment>(StringComparer.Ordinal);

    /// <summary>What keeps the node from training, in words; empty for nothing.</summary>
    public string Problem => Ailments.Values.Where(ailment => !ailment.IsBetter).Select(ailment => ailment.Reason).FirstOrDefault("");

    /// <summary>What the node understands.</summary>
    public ProtocolRange Speaks { get; init; } = ProtocolRange.Ours;

    /// <summary>What the coordinator understands that has no use for this node; null where there is none such.</summary>
    public ProtocolRange? Refused { get; init; }

    /// <summary>A node that has just started.</summary>
    /// <param name="name">The node's name, unique for each start of the process.</param>
    /// <param name="slots">Packs trained at the same time.</param>
    public static WorkerState New(string name, int slots) =>
        new([.. Enumerable.Range(0, slots).Select(slot => Slot.New(name, slot))]);

    /// <summary>The state with a slot changed.</summary>
    public WorkerState With(Slot slot) => this with { Slots = Slots.SetItem(slot.SlotRequest.Slot, slot) };

    /// <summary>A slot's former self that waits for a confirmation; null where there is none.</summary>
    public Slot? FinishingOf(Slot slot) => Finishing.FirstOrDefault(former => former.SlotRequest.Slot == slot.SlotRequest.Slot);
}

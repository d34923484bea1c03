using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>The state of a worker node.</summary>
/// <param name="Slots">Its slots.</param>
/// <param name="Leaving">Whether it takes no more packs.</param>
/// <param name="PartBytes">The approximate limit for a part of a report.</param>
internal sealed record WorkerState(
    ImmutableArray<Slot> Slots, bool Leaving = false, long PartBytes = OutcomeParts.MostBytes)
{
    /// <summary>
    /// Earlier states of slots that have asked for their next packs, but whose last messages are unconfirmed. At most
    /// one per slot, in the order of these messages.
    /// </summary>
    public ImmutableArray<Slot> Finishing { get; init; } = [];

    /// <summary>Unconfirmed messages about leases whose training went on: trials given up, and early results.</summary>
    public ImmutableArray<WorkerProtocol.IAboutLease> Asides { get; init; } = [];

    /// <summary>The node's GPUs.</summary>
    public int Gpus { get; init; }

    /// <summary>Whether no pack is in training and every message is confirmed.</summary>
    public bool HoldsNothing =>
        Finishing.IsEmpty && Slots.All(slot => slot.IsFree) && !Asides.OfType<WorkerProtocol.ReportPack>().Any();

    /// <summary>How the node differs between a network and a single process.</summary>
    public WorkerTraits Traits { get; init; } = WorkerTraits.Networked;

    /// <summary>The sweeps that the node cannot train for now, and why.</summary>
    public ImmutableSortedDictionary<string, Ailment> Ailments { get; init; } =
        ImmutableSortedDictionary.Create<string, Ailment>(StringComparer.Ordinal);

    /// <summary>What prevents the node from training; empty if nothing does.</summary>
    public string Problem => Ailments.Values
        .Where(ailment => !ailment.IsBetter).Select(ailment => ailment.Reason).FirstOrDefault("");

    /// <summary>The protocol versions that the node understands.</summary>
    public ProtocolRange Speaks { get; init; } = ProtocolRange.Ours;

    /// <summary>The protocol versions of the coordinator that refused this node; null if none has.</summary>
    public ProtocolRange? Refused { get; init; }

    /// <summary>A node that has just started.</summary>
    /// <param name="name">The node's name, unique for each start of the process.</param>
    /// <param name="slots">Packs trained at the same time.</param>
    public static WorkerState New(string name, int slots) =>
        new([.. Enumerable.Range(0, slots).Select(slot => Slot.New(name, slot))]);

    /// <summary>The state with a changed slot.</summary>
    public WorkerState With(Slot slot) => this with { Slots = Slots.SetItem(slot.SlotRequest.Slot, slot) };

    /// <summary>Whether so much is free now.</summary>
    public bool HasFree(TrialResources needs) =>
        Slots.Count(slot => slot.IsFree) >= needs.Slots
        && Gpus - Slots.Sum(slot => slot.Pack?.Spec.Objective.Resources.Gpus ?? 0) >= needs.Gpus;

    /// <summary>The state with some more slots given to the pack of one.</summary>
    public WorkerState Lending(int count, int holder) => Slots
        .Where(slot => slot.IsFree && slot.SlotRequest.Slot != holder).TakeLast(count).ToList()
        .Aggregate(this, (state, slot) => state.With(slot with { LentTo = holder }));

    /// <summary>The state with a slot freed, and those that its pack took too.</summary>
    public WorkerState Freeing(Slot ended) => this with
    {
        Slots =
        [
            .. Slots.Select(slot => (slot.LentTo ?? slot.SlotRequest.Slot) == ended.SlotRequest.Slot
                ? slot.Freed()
                : slot),
        ],
    };

    /// <summary>The earlier state of a slot that waits for a confirmation; null if there is none.</summary>
    public Slot? FinishingOf(Slot slot) =>
        Finishing.FirstOrDefault(former => former.SlotRequest.Slot == slot.SlotRequest.Slot);
}

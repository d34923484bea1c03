using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Cluster.Work.WorkerEffects;
using static SweepCluster.Cluster.Work.WorkerInputs;

namespace SweepCluster.Cluster.Work;

/// <summary>What a worker node does next: its new state, then the effects in their order.</summary>
internal sealed record WorkerStep(WorkerState State, ImmutableArray<IWorkerEffect> Effects);

/// <summary>The rules of a worker node. Pure: no clock, no randomness, no I/O.</summary>
/// <remarks>
/// Messages may be lost, late or doubled. So the node sends unconfirmed messages again at ticks, less and less often;
/// pulls carry a number, so that one slot never trains two packs; and a pack that no slot waits for is handed back. A
/// slot does not wait for the journal: it asks for its next pack as soon as it has sent its last results, if those of
/// the pack before are confirmed.
/// </remarks>
internal static class WorkerDecisions
{
    /// <summary>What to do when the node has started.</summary>
    public static WorkerStep Begin(WorkerState state) => new(state, Pulls(state));

    /// <summary>What to do about an input or a message of the coordinator.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input is unknown.</exception>
    public static WorkerStep Decide(WorkerState state, object input) => input switch
    {
        WorkerProtocol.PackGranted pack => Granted(state, pack),
        WorkerProtocol.WorkAvailable => new(state, Pulls(state)),
        WorkerProtocol.NothingOpen => new(state, []),
        WorkerProtocol.Unfit unfit => Refused(state, unfit),
        WorkerProtocol.Recorded recorded => Recorded(state, recorded),
        WorkerProtocol.SplitPack split => Splitting(state, split),
        WorkerProtocol.LeaseLost lost => Lost(state, lost),
        Trained { IsEarly: true } trained => TellEarly(state, trained),
        Trained trained => Ended(
            state, trained.SweepId, trained.Lease, pack => OutcomeParts.Of(pack, trained, state.PartBytes)),
        Failed failed => Fail(state, failed),
        Hampered hampered => Ail(state, hampered),
        GotAhead ahead => Keep(state, ahead),
        GaveUp gaveUp => Yielded(state, gaveUp),
        Progressed made => Holding(state, made.SweepId, made.Lease) is { IsTraining: true } && !state.Leaving
            ? new(state, [new Say(new WorkerProtocol.TellProgress(made.SweepId, made.Lease, made.Progress))])
            : new(state, []),
        Tick => SayAgain(state),
        RenewalDue => Renew(state),
        Leave => BeginToLeave(state),
        _ => throw new ArgumentOutOfRangeException(nameof(input), input, "Nothing that a worker node learns."),
    };

    private static WorkerStep Granted(WorkerState state, WorkerProtocol.PackGranted pack)
    {
        if ((Holding(state, pack.SweepId, pack.Lease) ?? Finishing(state, pack.SweepId, pack.Lease)) is not null)
            return new(state, []);
        var slot = state.Slots.ElementAtOrDefault(pack.Lease.Holder.Slot);
        var needs = pack.Spec.Objective.Resources;
        if (state.Leaving || slot is not { IsFree: true } || slot.SlotRequest != pack.Lease.Holder
            || !state.HasFree(needs))
            return new(state, [new Say(new WorkerProtocol.HandBack(pack.SweepId, pack.Lease, pack.Checkpoint))]);
        state = state.Ailments.TryGetValue(pack.SweepId, out var ailment)
            ? state with { Ailments = state.Ailments.SetItem(pack.SweepId, ailment with { IsTrying = true }) }
            : state;
        state = state.With(slot with { Pack = pack, Checkpoint = pack.Checkpoint });
        return new(state.Lending(needs.Slots - 1, slot.SlotRequest.Slot), [new Train(pack)]);
    }

    // The slot goes on asking, because somebody may update the coordinator while this node runs.
    private static WorkerStep Refused(WorkerState state, WorkerProtocol.Unfit unfit) =>
        unfit.Coordinator == state.Refused
            ? new(state, [])
            : new(
                state with { Refused = unfit.Coordinator },
                [new Warn(ProtocolRange.Misfit(unfit.SlotRequest.Worker, state.Speaks, unfit.Coordinator))]);

    private static WorkerStep Ended(
        WorkerState state,
        string sweepId,
        Lease lease,
        Func<WorkerProtocol.PackGranted, ImmutableQueue<WorkerProtocol.IAboutLease>> reports)
    {
        if (Holding(state, sweepId, lease) is not { IsTraining: true } slot)
            return new(state, []);
        slot = slot.With(reports(slot.Pack!));
        var (well, told) = Recovered(state, sweepId);
        return GoOn(well.With(slot), slot, [.. told, new Say(slot.Report!)]);
    }

    // A program goes on from what it kept before it failed; the failure itself does not tell that.
    private static WorkerStep Fail(WorkerState state, Failed failed)
    {
        var (sweepId, lease) = (failed.SweepId, failed.Lease);
        var slot = Holding(state, sweepId, lease);
        var step = Ended(state, sweepId, lease, _ =>
            [
                new WorkerProtocol.ReportFailure(sweepId, lease, failed.Reason)
                {
                    Place = failed.Place, Logs = failed.Logs,
                },
            ]);
        return slot is { IsTraining: true, Checkpoint: { } last }
            && !slot.Pack!.Spec.Objective.Attempts.AreRepeatable
            ? new(step.State, [new Say(new WorkerProtocol.RenewLease(sweepId, lease, last)), .. step.Effects])
            : step;
    }

    // Another node may train the trials, or this one later: it asks for no packs of the sweep until its next try.
    private static WorkerStep Ail(WorkerState state, Hampered hampered)
    {
        if (Holding(state, hampered.SweepId, hampered.Lease) is not { IsTraining: true } slot)
            return new(state, []);
        var before = state.Ailments.GetValueOrDefault(hampered.SweepId);
        var isNews = state.Ailments.Values.All(known => known.Reason != hampered.Reason);
        slot = slot.HandingBack();
        state = state.With(slot) with
        {
            Ailments = state.Ailments.SetItem(hampered.SweepId, Ailment.After(before, hampered.Reason)),
        };
        var said = new Say(slot.Report!);
        var warning = new Warn(
            $"this node cannot train {hampered.SweepId}: {hampered.Reason}; "
            + "its trials go to others, and it tries again");
        return new(state, isNews ? [warning, said] : [said]);
    }

    private static (WorkerState State, ImmutableArray<IWorkerEffect> Told) Recovered(WorkerState state, string sweepId)
    {
        if (!state.Ailments.ContainsKey(sweepId))
            return (state, []);
        var well = state with { Ailments = state.Ailments.Remove(sweepId) };
        return (well, [new Warn($"this node can train {sweepId} again")]);
    }

    // Takes the next pack if only the confirmation of the last results is missing.
    private static WorkerStep GoOn(WorkerState state, Slot slot, ImmutableArray<IWorkerEffect> effects)
    {
        if (state.Leaving || !slot.IsSayingItsLast || state.FinishingOf(slot) is not null)
            return new(state, effects);
        var freed = state.Freeing(slot);
        return new(
            freed with { Finishing = state.Finishing.Add(slot) },
            [.. effects, .. PullsOfFreed(state, freed)]);
    }

    private static WorkerStep Keep(WorkerState state, GotAhead ahead)
    {
        if (Holding(state, ahead.SweepId, ahead.Lease) is not { IsTraining: true } slot)
            return new(state, []);
        if (state.Ailments.TryGetValue(ahead.SweepId, out var ailment))
            state = state with { Ailments = state.Ailments.SetItem(ahead.SweepId, ailment with { IsBetter = true }) };
        return new(
            state.With(slot with { Checkpoint = ahead.Checkpoint }),
            state.Traits.Checkpoints.AtOnce || IsLast(slot.Pack!, ahead.Checkpoint)
                ? [new Say(new WorkerProtocol.RenewLease(ahead.SweepId, slot.Pack!.Lease, ahead.Checkpoint))]
                : []);
    }

    // The result follows at once, and the trials may go on somewhere else.
    private static bool IsLast(WorkerProtocol.PackGranted pack, PackCheckpoint checkpoint) =>
        pack.Proposed is [{ Steps: { } steps }, ..] && checkpoint.Trials.Any(trial => trial.Reached >= steps);

    // One part at a time: the coordinator has to know the one before.
    private static WorkerStep Splitting(WorkerState state, WorkerProtocol.SplitPack split) =>
        Holding(state, split.SweepId, split.Lease) is { IsTraining: true } slot
        && !state.Asides.Any(aside =>
            aside is WorkerProtocol.YieldPart && IsAbout(aside, split.SweepId, split.Lease))
            ? new(state, [new Split(slot.SlotRequest.Slot, split.Takers, split.Throughput)])
            : new(state, []);

    private static WorkerStep Yielded(WorkerState state, GaveUp gaveUp)
    {
        if (Holding(state, gaveUp.SweepId, gaveUp.Lease) is not { IsTraining: true } slot)
            return new(state, []);
        var yield = new WorkerProtocol.YieldPart(gaveUp.SweepId, gaveUp.Lease, gaveUp.Rest);
        state = state.With(slot.Without(gaveUp.Lease)) with { Asides = state.Asides.Add(yield) };
        return new(state, [new Say(yield)]);
    }

    // The trial under way may take long; what was done before it should not be lost with the worker.
    private static WorkerStep TellEarly(WorkerState state, Trained trained)
    {
        if (Holding(state, trained.SweepId, trained.Lease) is not { IsTraining: true } slot)
            return new(state, []);
        var parts = OutcomeParts.Of(slot.Pack!, trained, state.PartBytes);
        return new(
            state with { Asides = state.Asides.AddRange(parts) }, [.. parts.Select(part => new Say(part))]);
    }

    private static WorkerStep Recorded(WorkerState state, WorkerProtocol.Recorded recorded)
    {
        if (state.Asides.FirstOrDefault(aside => IsAbout(aside, recorded.SweepId, recorded.Lease)
            && PartOf(aside) == recorded.First) is { } confirmed)
        {
            state = state with { Asides = state.Asides.Remove(confirmed) };
            return new(state, state.Leaving ? Farewell(state) : []);
        }

        if (Finishing(state, recorded.SweepId, recorded.Lease) is { } finishing)
            return PartOf(finishing.Report!) == recorded.First ? Finish(state, finishing) : new(state, []);
        if (Holding(state, recorded.SweepId, recorded.Lease) is not { Report: { } report } slot
            || PartOf(report) != recorded.First)
            return new(state, []);
        slot = slot.With(slot.Reports.Dequeue());
        return slot.Report is { } next ? GoOn(state.With(slot), slot, [new Say(next)]) : Free(state, slot);
    }

    // The slot may have waited for this confirmation with the results of its next pack.
    private static WorkerStep Finish(WorkerState state, Slot finished)
    {
        state = state with { Finishing = state.Finishing.Remove(finished) };
        return state.Leaving ? new(state, Farewell(state)) : GoOn(state, state.Slots[finished.SlotRequest.Slot], []);
    }

    private static WorkerStep Lost(WorkerState state, WorkerProtocol.LeaseLost lost)
    {
        state = state with { Asides = state.Asides.RemoveAll(aside => IsAbout(aside, lost.SweepId, lost.Lease)) };
        if (Finishing(state, lost.SweepId, lost.Lease) is { } finishing)
            return Finish(state, finishing);
        if (Holding(state, lost.SweepId, lost.Lease) is not { } slot)
            return new(state, state.Leaving ? Farewell(state) : []);
        var step = Free(state, slot);
        return slot.IsTraining ? step with { Effects = step.Effects.Insert(0, new Stop(slot.SlotRequest.Slot)) } : step;
    }

    private static WorkerStep Free(WorkerState state, Slot slot)
    {
        var freed = state.Freeing(slot);
        return new(freed, freed.Leaving ? Farewell(freed) : PullsOfFreed(state, freed));
    }

    private static ImmutableArray<IWorkerEffect> Farewell(WorkerState state) => state.HoldsNothing ? [new Left()] : [];

    private static WorkerStep BeginToLeave(WorkerState state)
    {
        if (state.Leaving)
            return new(state, []);
        state = state with { Leaving = true };
        if (state.HoldsNothing)
            return new(state, [new Left()]);
        var training = state.Slots.Where(slot => slot.IsTraining).Select(slot => slot.HandingBack()).ToList();
        return new(
            training.Aggregate(state, (s, slot) => s.With(slot)),
            [
                .. training.SelectMany<Slot, IWorkerEffect>(slot =>
                    [new Stop(slot.SlotRequest.Slot), new Say(slot.Report!)]),
            ]);
    }

    private static WorkerStep SayAgain(WorkerState state)
    {
        state = state with
        {
            Slots = [.. state.Slots.Select(slot => slot.Waited())],
            Finishing = [.. state.Finishing.Select(slot => slot.Waited())],
            Ailments = Waited(state),
        };
        var due = state.Finishing.Concat(state.Slots)
            .Where(slot => slot is { IsTraining: false, LentTo: null, Silence: 0 })
            .Where(slot => !(slot.IsFree && state.Leaving));
        return new(
            state,
            [
                .. due.Select(slot => slot.Report is { } report ? new Say(report) : Pull(state, slot)),
                .. state.Slots.Where(slot => slot.IsDueToShare)
                    .Select(slot => new Split(slot.SlotRequest.Slot, 1, 0)),
            ]);
    }

    // If a try was stopped because its lease was lost, another try is due.
    private static ImmutableSortedDictionary<string, Ailment> Waited(WorkerState state) => state.Ailments.IsEmpty
        ? state.Ailments
        : state.Ailments
            .SetItems(state.Ailments.Select(each => KeyValuePair.Create(each.Key, each.Value.Waited(
                each.Value.IsTrying && state.Slots.Any(slot => slot.IsTraining && slot.Pack!.SweepId == each.Key)))))
            .RemoveRange(state.Ailments.Where(each => each.Value.IsForgotten).Select(each => each.Key));

    private static ImmutableArray<IWorkerEffect> Pulls(WorkerState state) => state.Leaving
        ? []
        : [.. state.Slots.Where(slot => slot.IsFree).Select(slot => Pull(state, slot))];

    private static ImmutableArray<IWorkerEffect> PullsOfFreed(WorkerState before, WorkerState after) =>
        [.. after.Slots.Where(slot => slot != before.Slots[slot.SlotRequest.Slot]).Select(slot => Pull(after, slot))];

    private static Say Pull(WorkerState state, Slot slot) =>
        new(new WorkerProtocol.PullPack(slot.SlotRequest, state.Slots.Length)
        {
            Speaks = state.Speaks,
            Avoids = [.. state.Ailments.Where(each => each.Value.Avoids).Select(each => each.Key)],
            Problem = state.Problem,
            Gpus = state.Gpus,
        });

    // Sends unconfirmed asides again with the renewals.
    private static WorkerStep Renew(WorkerState state)
    {
        var renewed = state.Slots.Select(slot => slot.Renewed(state.Traits.Checkpoints)).ToList();
        return new(
            state with { Slots = [.. renewed.Select(each => each.Slot)] },
            [
                .. renewed.Select(each => each.Renewal).OfType<WorkerProtocol.RenewLease>()
                    .Select(renewal => new Say(renewal)),
                .. state.Asides.Select(aside => new Say(aside)),
            ]);
    }

    private static bool IsAbout(WorkerProtocol.IAboutLease aside, string sweepId, Lease lease) =>
        aside.SweepId == sweepId && aside.Lease.IsSameAs(lease);

    private static Slot? Holding(WorkerState state, string sweepId, Lease lease) =>
        state.Slots.FirstOrDefault(slot => slot.Holds(sweepId, lease));

    private static Slot? Finishing(WorkerState state, string sweepId, Lease lease) =>
        state.Finishing.FirstOrDefault(slot => slot.Holds(sweepId, lease));

    private static long PartOf(WorkerProtocol.IAboutLease report) => report switch
    {
        WorkerProtocol.ReportPack pack => pack.First,
        WorkerProtocol.YieldPart yield => yield.First,
        WorkerProtocol.ReportFailure { Place: { } place } => place,
        _ => report.Lease.Range.Start,
    };
}

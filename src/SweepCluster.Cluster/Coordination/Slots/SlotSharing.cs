using Akka.Actor;
using Akka.Event;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Coordination.Slots;

/// <summary>Carries messages between workers' slots and sweeps; part of the coordinator's actor.</summary>
/// <remarks>
/// A sweep whose packs take several slots or GPUs would starve if others took each that falls free. So a slot stays
/// free for it if it is its turn by fair share, and GPUs go to no sweep after it.
/// </remarks>
internal sealed class SlotSharing(WorkerRoster workers, SweepRoster sweeps, ProtocolRange speaks, ILoggingAdapter log)
{
    /// <summary>A slot asks for a pack: asks the sweeps in turn, in the order of their fair share.</summary>
    /// <returns>Whether the worker is new.</returns>
    public bool Pull(WorkerProtocol.PullPack pull, IActorRef worker)
    {
        if (!speaks.Fits(pull.Speaks))
            return Refuse(pull, worker);
        var isNew = workers.Note(worker, pull);
        workers.Begin(pull.SlotRequest, FairShare.Order(sweeps.All
            .Where(sweep => sweep.MayGrant && !sweep.Excludes(pull.SlotRequest.Worker))
            .Where(sweep => !pull.Avoids.Contains(sweep.SweepId))
            .Select(sweep => sweep.Share)));
        AskNext(pull.SlotRequest);
        return isNew;
    }

    /// <summary>Asks the next sweep for a slot's pack, or tells its worker that there is none.</summary>
    public void AskNext(SlotRequest slot)
    {
        while (workers.Next(slot) is { } sweepId)
        {
            if (sweeps.Find(sweepId) is not { MayGrant: true } sweep)
                continue;
            var fit = workers.FitOf(slot, sweep.Needs);
            if (fit == WorkerFit.LacksSlots && workers.Reserve(slot, sweepId, sweep.Open))
                break;
            if (fit == WorkerFit.LacksGpus && sweep.Open > 0)
                workers.KeepGpus(slot);
            if (fit != WorkerFit.Fits)
                continue;
            workers.Ask(slot, sweep.Needs);
            sweep.Actor.Tell(new WorkerProtocol.SharedPull(
                slot, workers.Slots, workers.SpeechOf(slot.Worker), OthersOffer(sweepId))
            {
                Worker = workers.ActorOf(slot.Worker),
            });
            return;
        }

        workers.Ask(slot, default);
        workers.ActorOf(slot.Worker)?.Tell(new WorkerProtocol.NothingOpen(slot));
    }

    /// <summary>A sweep has granted a pack.</summary>
    public void Granted(WorkerProtocol.PackGranted granted) => workers.Granted(granted.Lease.Holder)?.Tell(granted);

    /// <summary>A sweep has something to say to the holder of a lease.</summary>
    public void TellHolder(Lease lease, WorkerProtocol.IToWorker message) =>
        workers.ActorOf(lease.Holder.Worker)?.Tell(message);

    /// <summary>A worker reports on its lease: the sweep answers, unless it is unknown or over.</summary>
    public void AboutLease(WorkerProtocol.IAboutLease message, IActorRef worker)
    {
        var sweep = sweeps.Find(message.SweepId);
        if (sweep?.Actor is { } actor)
            actor.Tell(message, worker);
        else if (sweep is null or { Ended: not null })
            worker.Tell(new WorkerProtocol.LeaseLost(message.SweepId, message.Lease));
    }

    /// <summary>Tells all workers that there is work.</summary>
    public void Offer()
    {
        foreach (var worker in workers.Actors)
            worker.Tell(new WorkerProtocol.WorkAvailable());
    }

    /// <summary>Gives workers up.</summary>
    /// <remarks>A suspicion is enough: if one is alive after all, its results are the same bits as another's.</remarks>
    public void Lose(Func<IActorRef, bool> which)
    {
        foreach (var name in workers.Remove(which))
        {
            foreach (var sweep in sweeps.All)
                sweep.Actor?.Tell(new WorkerGone(name));
        }
    }

    private bool OthersOffer(string sweepId) =>
        sweeps.All.Any(sweep => sweep.MayGrant && sweep.Open > 0 && sweep.SweepId != sweepId);

    private bool Refuse(WorkerProtocol.PullPack pull, IActorRef worker)
    {
        worker.Tell(new WorkerProtocol.Unfit(pull.SlotRequest, speaks));
        var misfit = ProtocolRange.Misfit(pull.SlotRequest.Worker, pull.Speaks, speaks);
        if (!workers.NoteUnfit(worker, pull.SlotRequest.Worker, misfit))
            return false;
        log.Warning("{0}", misfit);
        return true;
    }
}

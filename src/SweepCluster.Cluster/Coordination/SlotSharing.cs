using Akka.Actor;
using Akka.Event;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Carries messages between workers' slots and the sweeps that they serve; part of the coordinator's actor.</summary>
internal sealed class SlotSharing(WorkerRoster workers, SweepRoster sweeps, ProtocolRange speaks, ILoggingAdapter log)
{
    /// <summary>A slot asks for a pack: the sweeps are asked in turn, in the order of their fair share.</summary>
    /// <returns>Whether the worker is new here.</returns>
    public bool Pull(WorkerProtocol.PullPack pull, IActorRef worker)
    {
        if (!speaks.Fits(pull.Speaks))
            return Refuse(pull, worker);
        var isNew = workers.Note(worker, pull);
        workers.Begin(pull.SlotRequest, FairShare.Order(sweeps.All
            .Where(sweep => sweep.MayGrant && !pull.Avoids.Contains(sweep.SweepId))
            .Select(sweep => sweep.Share)));
        AskNext(pull.SlotRequest);
        return isNew;
    }

    /// <summary>Asks the next sweep for a slot's pack, or tells its worker that there is none.</summary>
    public void AskNext(SlotRequest puller)
    {
        while (workers.Next(puller) is { } sweepId)
        {
            if (sweeps.Find(sweepId) is not { MayGrant: true } sweep)
                continue;
            sweep.Actor.Tell(new WorkerProtocol.SharedPull(
                puller, workers.Slots, workers.SpeechOf(puller.Worker), OthersOffer(sweepId)));
            return;
        }

        workers.ActorOf(puller.Worker)?.Tell(new WorkerProtocol.NothingOpen(puller));
    }

    /// <summary>A sweep has granted a pack.</summary>
    public void Granted(WorkerProtocol.PackGranted granted) => workers.Granted(granted.Lease.Holder)?.Tell(granted);

    /// <summary>A sweep has something to say to the holder of a lease.</summary>
    public void TellHolder(Lease lease, WorkerProtocol.IToWorker message) =>
        workers.ActorOf(lease.Holder.Worker)?.Tell(message);

    /// <summary>A worker tells of its lease: the sweep's to answer, unless there is none or it is over.</summary>
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
    /// <remarks>A hint is enough: should one be alive after all, its results are the same bits as anybody's.</remarks>
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

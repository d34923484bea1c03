using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work.Training;

/// <summary>Trains the packs of a lease one after the other, as long as they are quick.</summary>
internal static class LeaseTraining
{
    // Several times what the coordinator aims at. Longer leases mean that packs have become slower, and other nodes may
    // have free slots for the rest.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>The outcome of the lease's first packs: of all, unless they take too long.</summary>
    /// <exception cref="OperationCanceledException">The lease is no longer wanted.</exception>
    /// <exception cref="OtherVersionException">This node must not train it.</exception>
    public static PackOutcome Train(
        IPackEvaluator training,
        WorkerProtocol.PackGranted granted,
        ICheckpoints checkpoints,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        CheckVersions(granted);
        var packs = PacksOf(granted);
        if (packs.Count == 1)
            return training.Train(granted.Spec, granted.Fingerprint, packs[0], checkpoints, cancellation);
        var since = clock.GetTimestamp();
        var outcomes = new List<PackOutcome>();
        foreach (var pack in packs)
        {
            if (outcomes.Count > 0 && clock.GetElapsedTime(since) >= Longest)
                break;
            outcomes.Add(training.Train(
                granted.Spec, granted.Fingerprint, pack, new OnlyCounted(checkpoints), cancellation));
        }

        return new(outcomes[0].References, [.. outcomes.SelectMany(outcome => outcome.Trials)]);
    }

    /// <summary>The trials of a lease.</summary>
    public static IReadOnlyList<Trial> TrialsOf(WorkerProtocol.PackGranted granted) =>
        granted.Proposed.IsEmpty ? TrialOrder.Of(granted.Spec).Of(granted.Lease.Range) : granted.Proposed;

    // What a sampler proposed is leased a group at a time.
    private static List<IReadOnlyList<Trial>> PacksOf(WorkerProtocol.PackGranted granted)
    {
        if (!granted.Proposed.IsEmpty)
            return [granted.Proposed];
        var order = TrialOrder.Of(granted.Spec);
        return [.. order.Groups.Packs(granted.Lease.Range).Select(order.Of)];
    }

    /// <summary>Refuses a lease whose sweep needs another version.</summary>
    /// <exception cref="OtherVersionException">It does.</exception>
    public static void CheckVersions(WorkerProtocol.PackGranted granted)
    {
        if (granted.Versions.Difference(granted.Spec.Kind) is { } difference)
            throw new OtherVersionException(difference);
    }

    // A checkpoint is about all trials of a lease, but here the packs end one after the other.
    private sealed class OnlyCounted(ICheckpoints checkpoints) : ICheckpoints
    {
        public PackCheckpoint? Start => null;

        public int Attempt => checkpoints.Attempt;

        public long LargestBytes => 0;

        public bool Wants(long bytes) => false;

        public void Keep(PackCheckpoint checkpoint)
        {
        }

        public ShareRequest Asked(int epochsLeft) => ShareRequest.None;

        public void GiveUp(PackCheckpoint rest) => throw new NotSupportedException("None is wanted.");

        public void Made(long updates) => checkpoints.Made(updates);

        public void Keep(KeptLog log) => checkpoints.Keep(log);
    }
}

using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>Cuts a pack's results into parts that fit a message and an entry of the journal.</summary>
internal static class OutcomeParts
{
    /// <summary>Much less than a frame, so that a worker's results do not delay heartbeats.</summary>
    public const long MostBytes = 112 * 1024;

    /// <summary>The reports of a lease's trained trials, in training order; each has at least one trial.</summary>
    public static ImmutableQueue<WorkerProtocol.IAboutLease> Of(
        WorkerProtocol.PackGranted pack, WorkerInputs.Trained trained, long mostBytes)
    {
        var trials = trained.Outcome.Trials;
        var seconds = trained.Seconds * pack.Lease.Range.Count / trials.Length;
        var end = trained.First - pack.Lease.Range.Start + trials.Length;
        var reports = ImmutableQueue<WorkerProtocol.IAboutLease>.Empty;
        var logs = trained.Logs.ToLookup(log => log.Place - trained.First);
        for (int first = 0, count; first < trials.Length; first += count)
        {
            count = Fitting(trials, logs, first, mostBytes);
            var outcome = trained.Outcome with { Trials = trials.Slice(first, count) };
            reports = reports.Enqueue(new WorkerProtocol.ReportPack(
                pack.SweepId, pack.Lease, trained.First + first, outcome, seconds)
            {
                LeavesRest = !trained.IsEarly && first + count == trials.Length && end < pack.Lease.Range.Count,
                TrialSeconds = trained.TrialSeconds.IsEmpty ? [] : trained.TrialSeconds.Slice(first, count),
                Logs = [.. Enumerable.Range(first, count).SelectMany(i => logs[i])],
            });
        }

        return reports;
    }

    private static int Fitting(
        ImmutableArray<TrialOutcome> trials, ILookup<long, KeptLog> logs, int first, long mostBytes)
    {
        var (count, bytes) = (0, 0L);
        for (; first + count < trials.Length; count++)
        {
            bytes += trials[first + count].RoughBytes + logs[first + count].Sum(log => log.RoughBytes);
            if (count > 0 && bytes > mostBytes)
                break;
        }

        return count;
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using Akka.Event;
using SweepCluster.Sweeps.State;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Cluster.Telemetry;

/// <summary>Counts, traces and logs what happens to one sweep; part of the sweep's actor.</summary>
internal sealed class SweepTelemetry(string sweepId, ILoggingAdapter log)
{
    private readonly Dictionary<long, (Lease Lease, Activity? Span)> _leases = [];

    /// <summary>The context of a lease's trace, for the grant to carry; empty for none.</summary>
    public string TraceOf(Lease lease) => _leases.GetValueOrDefault(lease.Id).Span?.Id ?? "";

    /// <summary>An event has happened, and is in the journal if it belongs there.</summary>
    /// <param name="sweepEvent">The event.</param>
    /// <param name="wait">How long the journal took for it.</param>
    public void Happened(ISweepEvent sweepEvent, TimeSpan wait)
    {
        switch (sweepEvent)
        {
            case LeaseGranted granted:
                Granted(granted.Lease);
                break;
            case PackCompleted e:
                Done(e.Lease.Id, e.Segments, wait);
                Ended(e.Lease.Id, AttemptOutcome.Completed, e.At);
                break;
            case PartCompleted e:
                Done(e.Lease.Id, e.Segments, wait);
                if (e.Part.End == e.Lease.Range.End)
                    Ended(e.Lease.Id, AttemptOutcome.Completed, e.At);
                break;
            case LeaseEnded e:
                Ended(e.LeaseId, e.Outcome, e.At, e.Reason);
                break;
            case TrialFailed e:
                Ended(e.LeaseId, AttemptOutcome.Failed, e.At, e.Reason);
                break;
            case TrialGivenUp e:
                Instruments.TrialsDone.Add(1, EnumNames.Label("outcome", "failed"));
                Ended(e.Lease.Id, AttemptOutcome.Failed, e.At, e.Reason);
                break;
            case WorkerExcluded e:
                log.Warning(
                    "{Sweep}: worker {Worker} takes no more of it, for its attempts fail and others' do not: {Reason}",
                    sweepId, e.Worker, e.Reason);
                break;
            case SweepEnded e:
                Overtaken(_leases.Values.Select(known => known.Lease), e.At);
                log.Info("{Sweep} is over: {Reason}", sweepId, EnumNames.Of(e.Reason));
                break;
        }
    }

    /// <summary>Nobody waits any longer for the trials of some leases.</summary>
    public void Overtaken(IEnumerable<Lease> leases, DateTimeOffset at)
    {
        foreach (var lease in leases.ToList())
            Ended(lease.Id, AttemptOutcome.Abandoned, at);
    }

    private void Granted(Lease lease)
    {
        if (lease.Attempt > 1)
            Instruments.TrialsRedone.Add(lease.Range.Count);
        _leases[lease.Id] = (lease, LeaseTrace.Begin(sweepId, lease));
        if (log.IsDebugEnabled)
            log.Debug(
                "{Sweep}: lease {Lease} of {Trials} trials, attempt {Attempt}, goes to {Worker}",
                sweepId, lease.Id, lease.Range.Count, lease.Attempt, lease.Holder.Worker);
    }

    private void Done(long leaseId, ImmutableArray<ResultSegment> segments, TimeSpan wait)
    {
        LeaseTrace.Written(_leases.GetValueOrDefault(leaseId).Span, wait);
        if (!Instruments.TrialsDone.Enabled)
            return;
        var all = segments.Sum(segment => segment.Outcomes.Length);
        var diverged = segments.Sum(segment => segment.Outcomes.Count(outcome => outcome.Diverged));
        Instruments.TrialsDone.Add(all - diverged, EnumNames.Label("outcome", "complete"));
        Instruments.TrialsDone.Add(diverged, EnumNames.Label("outcome", "diverged"));
    }

    // A lease ends only once.
    private void Ended(long leaseId, AttemptOutcome outcome, DateTimeOffset at, string reason = "")
    {
        if (!_leases.Remove(leaseId, out var known))
            return;
        var word = EnumNames.Of(outcome);
        Instruments.LeaseDuration.Record((at - known.Lease.GrantedAt).TotalSeconds, EnumNames.Label("outcome", word));
        LeaseTrace.End(known.Span, outcome, reason);
        var level = outcome is AttemptOutcome.Completed or AttemptOutcome.Abandoned
            ? LogLevel.DebugLevel
            : LogLevel.InfoLevel;
        if (log.IsEnabled(level))
            log.Log(level, null, "{Sweep}: lease {Lease} of {Worker} is {Outcome} {Reason}",
                sweepId, leaseId, known.Lease.Holder.Worker, word, reason);
    }
}

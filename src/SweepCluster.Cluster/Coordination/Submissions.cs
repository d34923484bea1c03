using Akka.Actor;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Sweeps on their way into the register, and their clients; part of the coordinator's actor.</summary>
/// <param name="clock">The clock.</param>
internal sealed class Submissions(TimeProvider clock)
{
    private readonly Dictionary<string, Submission> _all = [];

    /// <summary>Since when a sweep has waited for the journal; null if none has waited long enough to matter.</summary>
    public DateTimeOffset? WaitsSince =>
        _all.Count > 0 && _all.Values.Min(each => each.At) is var since && IsSlow(since) ? since : null;

    /// <summary>Notes that a client submits a sweep; if it comes again, the last sender gets the answer.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(SweepProtocol.SubmitSweep submit, IActorRef client)
    {
        var isNew = !_all.TryGetValue(submit.SweepId, out var known);
        _all[submit.SweepId] = new Submission(submit, client, known?.At ?? clock.GetUtcNow());
        return isNew;
    }

    /// <summary>Takes one out; null if it is not there.</summary>
    public Submission? Take(string sweepId) => _all.Remove(sweepId, out var submission) ? submission : null;

    /// <summary>Takes all out.</summary>
    public IReadOnlyList<Submission> TakeAll()
    {
        var all = _all.Values.ToList();
        _all.Clear();
        return all;
    }

    private bool IsSlow(DateTimeOffset since) => clock.GetUtcNow() - since >= PendingWrites.Slow;

    /// <summary>A sweep on its way into the register.</summary>
    /// <param name="Submit">The request.</param>
    /// <param name="Client">The client that sent it last.</param>
    /// <param name="At">When a client first sent it.</param>
    internal sealed record Submission(SweepProtocol.SubmitSweep Submit, IActorRef Client, DateTimeOffset At);
}

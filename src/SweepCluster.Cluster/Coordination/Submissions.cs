using Akka.Actor;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Sweeps on their way into the register, and who waits for that; part of the coordinator's actor.</summary>
/// <param name="clock">Tells the time.</param>
internal sealed class Submissions(TimeProvider clock)
{
    private readonly Dictionary<string, Submission> _all = [];

    /// <summary>Since when the register's journal is silent; null where nothing waits for it, or not long enough to matter.</summary>
    public DateTimeOffset? WaitsSince =>
        _all.Count > 0 && _all.Values.Min(each => each.At) is var since && IsSlow(since) ? since : null;

    /// <summary>Notes that a client submits a sweep; one that says it again gets the answer.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(SweepProtocol.SubmitSweep submit, IActorRef client)
    {
        var isNew = !_all.TryGetValue(submit.SweepId, out var known);
        _all[submit.SweepId] = new Submission(submit, client, known?.At ?? clock.GetUtcNow());
        return isNew;
    }

    /// <summary>Takes one out; null where it is not there.</summary>
    public Submission? Take(string sweepId) => _all.Remove(sweepId, out var submission) ? submission : null;

    /// <summary>Takes all out.</summary>
    public IReadOnlyList<Submission> TakeAll()
    {
        var all = _all.Values.ToList();
        _all.Clear();
        return all;
    }

    private bool IsSlow(DateTimeOffset since) => clock.GetUtcNow() - since >= PendingWrites.Slow;

    /// <summary>A sweep on its way.</summary>
    /// <param name="Submit">It.</param>
    /// <param name="Client">Who asked last.</param>
    /// <param name="At">When it was first asked for.</param>
    internal sealed record Submission(SweepProtocol.SubmitSweep Submit, IActorRef Client, DateTimeOffset At);
}

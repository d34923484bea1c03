using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Sweeps.Tests.State;

/// <summary>A sweep whose workers die, repeat themselves, come late and fail, driven by a list of numbers.</summary>
internal sealed class SimulatedSweep
{
    private readonly List<Lease> _granted = [];
    private readonly Queue<Lease> _asked = [];
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
    private int _slot;

    public SimulatedSweep(long planned, long groupSize, StopRules? stop = null, AttemptRules? attempts = null)
    {
        var aim = new Aim(LinearSchema.Rmse, Direction.Minimize);
        Plan = new SweepPlan("fingerprint", planned, groupSize, 4, aim, stop ?? StopRules.None)
        {
            Attempts = attempts ?? AttemptRules.Computed,
        };
        Do(new SweepCommands.SubmitSweep(Plan, "text"));
    }

    public SweepPlan Plan { get; }

    public SweepState State { get; private set; } = SweepState.Empty;

    public DateTimeOffset Now => _now;

    public List<ISweepEvent> Journal { get; } = [];

    /// <summary>Whether training a trial fails.</summary>
    public Func<long, bool> Fails { get; init; } = _ => false;

    /// <summary>How long a pack takes.</summary>
    public double Seconds { get; init; } = 0.3;

    /// <summary>Leases whose holders were asked for what they had not begun.</summary>
    public List<Lease> TakenBack { get; } = [];

    public ISweepReply Do(ISweepCommand command)
    {
        var decision = SweepDecisions.Decide(State, command, _now);
        foreach (var sweepEvent in decision.Events)
        {
            State = SweepEvolution.Apply(State, sweepEvent);
            if (SweepEvents.IsForTheJournal(sweepEvent))
                Journal.Add(sweepEvent);
        }

        if (decision.Split is var (lease, _, _))
            _asked.Enqueue(lease);
        TakenBack.AddRange(decision.TakenBack);
        foreach (var taken in decision.TakenBack)
            _asked.Enqueue(taken);
        return decision.Reply;
    }

    public void Step(int choice)
    {
        var lease = _granted.Count == 0 ? null : _granted[choice / 16 % _granted.Count];
        switch (choice % 16)
        {
            case < 5:
                Pull($"worker-{choice / 16 % 3}", again: false);
                break;
            case 5:
                Pull($"worker-{choice / 16 % 3}", again: true);
                break;
            case < 9 when lease is not null:
                Report(lease);
                break;
            case 9 when lease is not null:
                ReportFirstPack(lease);
                break;
            case 10 when lease is not null:
                Do(new SweepCommands.HandBack(lease));
                break;
            case 11 when lease is not null:
                Do(new SweepCommands.RenewLease(lease));
                break;
            case 12:
                Do(new SweepCommands.LoseWorker($"worker-{choice / 16 % 3}"));
                break;
            case 13:
                _now += TimeSpan.FromSeconds(choice / 16 % 20);
                Do(new SweepCommands.Tick());
                break;
            case 14:
                Do(new SweepCommands.RecoverSweep());
                break;
            case 15 when _asked.TryDequeue(out var asked):
                Yield(asked, choice / 16 % 4 + 1);
                break;
            default:
                _now += TimeSpan.FromMilliseconds(1);
                break;
        }
    }

    public void Pass(TimeSpan time, bool tick = true)
    {
        _now += time;
        if (tick)
            Do(new SweepCommands.Tick());
    }

    /// <summary>One reliable worker trains what is left.</summary>
    public void Finish()
    {
        Do(new SweepCommands.RecoverSweep());
        while (Pull("finisher", again: false) is SweepReplies.PackGranted granted)
            Report(granted.Lease);
    }

    public string Replayed() => Text(Journal.Aggregate(SweepState.Empty, SweepEvolution.Apply));

    public string Live() => Text(State);

    /// <summary>Holds the trial's place, so that a result in the wrong place shows.</summary>
    public static TrialOutcome OutcomeOf(long place) => new LinearOutcome
    {
        Epochs = 1,
        Rmse = 100 - place,
        Mae = place,
        Parameters = [place],
        EpochRmse = [place],
        EpochValidationRmse = [],
        Verdict = place % 7 == 3 ? Verdict.Diverged : Verdict.Converged,
    };

    public ISweepReply Report(Lease lease)
    {
        if (!Plan.Attempts.AreRepeatable)
            return ReportInTurn(lease);
        var places = Places(lease.Range).ToList();
        if (places.Any(Fails))
            return Do(new SweepCommands.RecordFailure(lease, "the trainer threw"));
        var outcome = new PackOutcome([0.5], [.. places.Select(OutcomeOf)]);
        return Do(new SweepCommands.RecordPack(lease, lease.Range.Start, outcome, Seconds * Packs(lease).Count()));
    }

    /// <summary>The trials come one after the other, up to the first that fails.</summary>
    public ISweepReply ReportInTurn(Lease lease)
    {
        var good = Places(lease.Range).TakeWhile(place => !Fails(place)).ToList();
        var reply = good.Count == 0 ? new SweepReplies.Done() : ReportPart(lease, lease.Range.Start, good.Count);
        return good.Count == lease.Range.Count
            ? reply
            : Do(new SweepCommands.RecordFailure(lease, "it failed") { Place = lease.Range.Start + good.Count });
    }

    /// <summary>Some of a lease's trials, each with a time of its own.</summary>
    public ISweepReply ReportPart(Lease lease, long first, int count)
    {
        var outcome = new PackOutcome([], [.. Places(new TrialRange(first, count)).Select(OutcomeOf)]);
        return Do(new SweepCommands.RecordPack(lease, first, outcome, Seconds * lease.Range.Count)
        {
            TrialSeconds = [.. Enumerable.Repeat(Seconds, count)],
        });
    }

    /// <summary>The worker has no time for more of the lease.</summary>
    public ISweepReply ReportFirstPack(Lease lease)
    {
        if (!Plan.Attempts.AreRepeatable && !Fails(lease.Range.Start))
            return ReportPart(lease, lease.Range.Start, 1);
        var pack = Packs(lease).First();
        if (pack == lease.Range || Places(pack).Any(Fails))
            return Report(lease);
        var outcome = new PackOutcome([0.5], [.. Places(pack).Select(OutcomeOf)]);
        return Do(new SweepCommands.RecordPack(lease, pack.Start, outcome, 2 * Packs(lease).Count())
        {
            LeavesRest = true,
        });
    }

    /// <summary>A slot gives up the last trials of its lease; its holder reports the others.</summary>
    public ISweepReply Yield(Lease lease, long count)
    {
        var end = lease.Range.End - Math.Min(count, lease.Range.Count - 1);
        var kept = lease with { Range = TrialRange.Between(lease.Range.Start, end) };
        var checkpoints = Places(TrialRange.Between(end, lease.Range.End)).Select(place => new LinearCheckpoint(
            new LaneCheckpoint { State = [place], EpochRmse = [place], EpochValidationRmse = [] }));
        var rest = new PackCheckpoint(end, [.. checkpoints]);
        if (_granted.FindIndex(lease.IsSameAs) is >= 0 and var index)
            _granted[index] = kept;
        Yields++;
        return Do(new SweepCommands.YieldPart(kept, Plan.Attempts.AreRepeatable ? rest : null));
    }

    /// <summary>Parts given up.</summary>
    public int Yields { get; private set; }

    public ISweepReply Pull(string worker, bool again, int slots = 3)
    {
        if (!again)
            _slot++;
        var slot = new SlotRequest(worker, _slot, 1);
        var reply = Do(new SweepCommands.RequestPack(slot, slots, [worker], worker != "worker-2")
        {
            Yielding = ["worker-0", "worker-1"],
        });
        if (reply is SweepReplies.PackGranted granted)
            _granted.Add(granted.Lease);
        return reply;
    }

    private static IEnumerable<long> Places(TrialRange range) =>
        Enumerable.Range(0, (int)range.Count).Select(i => range.Start + i);

    private IEnumerable<TrialRange> Packs(Lease lease) => new EqualGroups(Plan.GroupSize).Packs(lease.Range);

    private static string Text(SweepState state) => ExactJson.Of(state);
}

using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Searching;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Sweeps.Tests.Searching;

/// <summary>A search whose workers fall silent, and whose results and proposals come late, as numbers say.</summary>
internal sealed class SimulatedSearch
{
    private readonly SweepSpec _spec;
    private readonly Proposer _proposer;
    private readonly List<(Lease Lease, IReadOnlyList<Trial> Trials)> _granted = [];
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
    private SweepState? _asked;
    private readonly int _epochs;
    private int _pulls;

    public SimulatedSearch(SweepSpec spec)
    {
        (_spec, _proposer, _epochs) = (spec, Proposer.For(spec)!, spec.Objective.FullSteps!.Value);
        Do(new SweepCommands.SubmitSweep(SweepPlan.For(spec, "fingerprint"), "text"));
    }

    public SweepState State { get; private set; } = SweepState.Empty;

    public List<ISweepEvent> Journal { get; } = [];

    /// <summary>The search of a sweep file's lines.</summary>
    public static SweepSpec Spec(string lines, int epochs = 2) => SweepFileReader.Parse(
        $$"""
        sweep {
          name = search
          dataset.synthetic { target = difference, rows = 8, features = 4 }
          training { epochs = {{epochs}} }
          {{lines}}
        }
        """,
        "search.hocon",
        []);

    /// <summary>What may happen, as so many numbers say.</summary>
    public static Arbitrary<int[]> Schedules(int length) => Gen.Choose(0, 12 * 64).ArrayOf(length).ToArbitrary();

    /// <summary>A search to which all of a schedule happens, brought to its end.</summary>
    public static SimulatedSearch Run(SweepSpec spec, int[] schedule)
    {
        var search = new SimulatedSearch(spec);
        foreach (var choice in schedule)
            search.Step(choice);
        search.Finish();
        return search;
    }

    /// <summary>What a reliable worker, alone, makes of it.</summary>
    public static string Expected(SweepSpec spec) => Run(spec, []).Summary();

    public void Step(int choice)
    {
        switch (choice % 12)
        {
            case < 2:
                _asked ??= _proposer.IsDue(State, hasWaiting: true) ? State : null;
                break;
            case < 4:
                Propose(choice / 12 % 3);
                break;
            case < 7:
                Pull($"worker-{choice / 12 % 3}");
                break;
            case < 9 when _granted.Count > 0:
                Report(_granted[choice / 12 % _granted.Count]);
                break;
            case 9:
                // All workers have fallen silent; whatever they still send comes late.
                _now += SweepDecisions.LeaseTime;
                Do(new SweepCommands.Tick());
                break;
            case 10:
                // The coordinator is gone, and with it whatever was being worked out.
                _asked = null;
                State = Replayed();
                Do(new SweepCommands.RecoverSweep());
                break;
            default:
                _now += TimeSpan.FromSeconds(choice / 12 % 20);
                break;
        }
    }

    /// <summary>One reliable worker trains what is left, one pack at a time.</summary>
    public void Finish()
    {
        Do(new SweepCommands.RecoverSweep());
        while (State.Ended is null)
        {
            _asked ??= _proposer.IsDue(State, hasWaiting: true) ? State : null;
            Propose(int.MaxValue);
            while (Pull("finisher") is { } granted)
                Report(granted);
        }
    }

    public SweepState Replayed() => Journal.Aggregate(SweepState.Empty, SweepEvolution.Apply);

    public string Summary()
    {
        using var text = new StringWriter();
        SummaryCsv.Write(text, SweepResults.Of(_spec, State));
        return text.ToString();
    }

    // A proposal rests on the sweep as it was when it was asked for, and may come when that has long gone on.
    private void Propose(int more)
    {
        if (_asked is not { } asked)
            return;
        _asked = null;
        var left = more;
        Do(new SweepCommands.ProposeTrials(_proposer.Next(asked, () => left-- <= 0, CancellationToken.None)));
    }

    private (Lease Lease, IReadOnlyList<Trial> Trials)? Pull(string worker)
    {
        var slot = new SlotRequest(worker, _pulls++, 1);
        if (Do(new SweepCommands.RequestPack(slot, 3, [worker], true)) is not SweepReplies.PackGranted granted)
            return null;
        var order = TrialOrder.Of(_spec, State.Proposed);
        Assert.Equal(order.Of(granted.Lease.Range), granted.Proposed);
        Assert.Single(order.Groups.Packs(granted.Lease.Range));
        _granted.Add((granted.Lease, granted.Proposed));
        return _granted[^1];
    }

    private void Report((Lease Lease, IReadOnlyList<Trial> Trials) pack) => Do(new SweepCommands.RecordPack(
        pack.Lease,
        pack.Lease.Range.Start,
        new PackOutcome([0.5], [.. pack.Trials.Select(trial => OutcomeOf(trial, _epochs))]),
        0.3));

    private ISweepReply Do(ISweepCommand command)
    {
        var decision = SweepDecisions.Decide(State, command, _now);
        foreach (var sweepEvent in decision.Events)
        {
            State = SweepEvolution.Apply(State, sweepEvent);
            if (SweepEvents.IsForTheJournal(sweepEvent))
                Journal.Add(sweepEvent);
        }

        return decision.Reply;
    }

    // Of a trial's settings and repeat alone, as a real one; here and there it diverges.
    private static LinearOutcome OutcomeOf(Trial trial, int epochs)
    {
        var loss = trial.Configuration.Values.Sum(value => value.IsNone ? 1
            : value.IsWord ? value.ToString().Length
            : Math.Abs(value.Number - 0.3)) + trial.Repeat * 0.01;
        var hasDiverged = trial.Id % 13 == 5;
        // Some are slow, and better than others in the end only.
        double[] course = [.. Enumerable.Range(1, trial.Steps ?? epochs)
            .Select(step => loss + (trial.Id % 5) * (epochs - step) / (epochs + step))];
        var made = Enumerable.Range(1, course.Length)
            .First(steps => steps == course.Length || Course.IsStopped([.. course.Take(steps)], trial.Limits));
        return new LinearOutcome
        {
            Epochs = made,
            Rmse = hasDiverged ? double.NaN : course[made - 1],
            Mae = loss,
            Parameters = [loss, 0, 0, 0, 0],
            EpochRmse = [.. course.Take(made)],
            EpochValidationRmse = [],
            Verdict = hasDiverged ? Verdict.Diverged : Verdict.Converged,
            DivergedAtUpdate = hasDiverged ? 1 : null,
        };
    }
}

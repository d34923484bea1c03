using System.Runtime.Serialization;
using SweepCluster.Cluster.Journal;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Tests;
using SweepCluster.Training.Diagnosis;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Cluster.Tests.Journal;

public sealed class JournalFormatTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Lease Lease =
        new(3, new(5, 2), 4, new SlotRequest("host:1/2a", 6, 7), Noon, Noon.AddSeconds(15));

    private readonly JournalSerializer _serializer = new(null!);

    /// <summary>Every kind of event of release 0.1, each field with a value of its own, as in the fixture.</summary>
    private static ISweepEvent[] Events =>
    [
        new SweepSubmitted(
            new SweepPlan(
                "f1",
                40,
                20,
                16,
                new Aim(LinearSchema.ValidationMae, Direction.Minimize),
                new StopRules(TimeSpan.FromSeconds(90), 0.5, 3)),
            "text",
            Noon),
        new LeaseGranted(Lease),
        new LeaseEnded(3, AttemptOutcome.HandedBack, "leaving", Noon.AddSeconds(1)),
        new SweepResumed(Noon.AddSeconds(2)),
        new LeaseGranted(Lease with { Id = 4 }),
        new PackCompleted(
            Lease with { Id = 4 },
            [new ResultSegment(5,
            [
                Example.OutcomeOf(5) with { ValidationRmse = 0.25, ValidationMae = 0.75, EpochValidationRmse = [0.25] },
                Example.OutcomeOf(6) with
                {
                    Rmse = double.NaN, ValidationRmse = double.PositiveInfinity, ValidationMae = double.NaN,
                    Verdict = Verdict.Diverged, DivergedAtUpdate = 12,
                },
            ])],
            [0.125],
            1.5,
            Noon.AddSeconds(3)),
        new TrialGivenUp(Lease with { Id = 5, Range = new(9, 1) }, "it threw", Noon.AddSeconds(4)),
        new SweepEnded(EndReason.TooManyFailures, Noon.AddSeconds(5)),
    ];

    /// <summary>The kinds of events that came after release 0.1.</summary>
    private static ISweepEvent[] LaterEvents =>
    [
        new SweepPaused(Noon),
        new SweepContinued(Noon.AddSeconds(1)),
        new PartCompleted(
            Lease, new(6, 1), [new ResultSegment(6, [Example.OutcomeOf(6)])], [0.125], 1.5, Noon.AddSeconds(2)),
        new LeaseEnded(3, AttemptOutcome.Interrupted, "", Noon.AddSeconds(3)),
        new SweepEnded(EndReason.Cancelled, Noon.AddSeconds(4)),
        new TrialsReopened("request", [new(5, 1), new(9, 20)], Noon.AddSeconds(5)),
        new PartYielded(3, new(6, 1), null, Noon.AddSeconds(6)),
    ];

    private static TrialsProposed Proposed => new(Example.Round, Noon.AddSeconds(7));

    [Fact]
    public void A_worker_that_was_excluded_comes_back_as_it_was_written()
    {
        ISweepEvent excluded = new WorkerExcluded("host:1/2a", "it threw", Noon);
        var bytes = _serializer.ToBinary(excluded);

        Assert.Equal("excluded.1", _serializer.Manifest(excluded));
        Assert.Equal(excluded, _serializer.FromBinary(bytes, "excluded.1"));
    }

    /// <summary>A sweep whose trials have one attempt at a time and are given up after five.</summary>
    private static SweepSubmitted OfPrograms => (SweepSubmitted)Events[0] with
    {
        Plan = ((SweepSubmitted)Events[0]).Plan with { Attempts = new AttemptRules(5, AreRepeatable: false) },
    };

    private static ISweepEvent[] EventsOfPrograms =>
    [
        OfPrograms,
        new TrialFailed(3, 6, "exit status 1", Noon.AddSeconds(1)),
        new PartCompleted(Lease, new(6, 1), [new ResultSegment(6, [Example.OutcomeOf(6)])], [], 1.5, Noon)
        {
            TrialSeconds = [0.5],
        },
        new PackCompleted(Lease, [new ResultSegment(6, [Example.OutcomeOf(6)])], [], 1.5, Noon)
        {
            TrialSeconds = [0.5, 1],
        },
    ];

    [Fact]
    public void An_event_comes_back_as_it_was_written() =>
        Assert.All([.. Events, .. LaterEvents, .. EventsOfPrograms, Proposed], written =>
        {
            var read = _serializer.FromBinary(_serializer.ToBinary(written), _serializer.Manifest(written));
            Assert.Equal(Text([written]), Text([(ISweepEvent)read]));
        });

    [Fact]
    public void A_journal_of_release_0_1_stays_readable()
    {
        Assert.Equal(Text(Events), Text(Fixture("journal-0.1.txt")));
        var state = Fixture("journal-0.1.txt").Aggregate(SweepState.Empty, SweepEvolution.Apply);
        Assert.Equal(EndReason.TooManyFailures, state.Ended);
        Assert.Equal(new Account(40, 1, 0, 1, 1, 37), state.Account);
    }

    [Fact]
    public void Trials_of_a_sweep_that_says_nothing_of_attempts_are_attempted_as_ever() => Assert.Equal(
        AttemptRules.Computed,
        Assert.IsType<SweepSubmitted>(Fixture("journal-0.1.txt").First()).Plan.Attempts);

    [Fact]
    public void How_often_trials_are_attempted_is_kept() => Assert.Equal(
        new AttemptRules(5, AreRepeatable: false),
        ((SweepSubmitted)_serializer.FromBinary(
            _serializer.ToBinary(OfPrograms), _serializer.Manifest(OfPrograms))).Plan.Attempts);

    [Fact]
    public void Later_kinds_of_events_stay_readable() =>
        Assert.Equal(Text(LaterEvents), Text(Fixture("journal-0.2.txt")));

    [Fact]
    public void An_unknown_manifest_is_refused() =>
        Assert.Throws<SerializationException>(() => _serializer.FromBinary([], "submitted.99"));

    [Fact]
    public void A_renewal_is_not_for_the_journal() =>
        Assert.Throws<SerializationException>(() => _serializer.Manifest(new LeaseRenewed(1, Noon)));

    [Fact]
    public void A_request_to_split_a_lease_is_not_for_the_journal() =>
        Assert.Throws<SerializationException>(
            () => _serializer.Manifest(new SplitAsked(1, new SlotName("a", 0), 0, Noon)));

    private IEnumerable<ISweepEvent> Fixture(string file) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Journal", file)).Select(line => line.Split(' '))
            .Select(parts => (ISweepEvent)_serializer.FromBinary(Convert.FromBase64String(parts[1]), parts[0]));

    private static string Text(IEnumerable<ISweepEvent> events) =>
        string.Join('\n', events.Select(e => $"{e.GetType().Name} {ExactJson.Of(e)}"));
}

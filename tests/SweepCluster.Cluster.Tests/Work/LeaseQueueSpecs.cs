using Akka.TestKit.Xunit;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Simulation;
using SweepCluster.Cluster.Work;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Work;

public sealed class LeaseQueueSpecs : TestKit
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lease Lease =
        new(1, new TrialRange(3, 4), 1, new SlotRequest("node", 0, 1), Noon, Noon.AddSeconds(15));

    [Fact]
    public void The_trials_come_one_after_the_other_each_with_its_time()
    {
        var seen = new List<TrialRange>();
        var trained = Queue().Train(
            new Evaluator(seen.Add), NoCheckpoints.Instance, TestContext.Current.CancellationToken);

        Assert.Equal([new(3, 1), new(4, 1), new(5, 1), new(6, 1)], seen);
        Assert.Equal((3, 4, false), (trained.First, trained.TrialSeconds.Length, trained.IsEarly));
        Assert.Equal([3.0, 4, 5, 6], trained.Outcome.Trials.Select(trial => trial.Metric(0)));
        ExpectNoMsg(0);
    }

    [Fact]
    public async Task While_a_trial_is_under_way_the_results_before_it_are_told_and_those_after_it_given_up()
    {
        using var reached = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var queue = Queue();
        var training = Task.Run(() => queue.Train(
            new Evaluator(trial =>
            {
                if (trial.Start != 5)
                    return;
                reached.Set();
                goOn.Wait();
            }),
            NoCheckpoints.Instance,
            CancellationToken.None));
        reached.Wait(TestContext.Current.CancellationToken);

        queue.TakeBack();

        var early = ExpectMsg<WorkerInputs.Trained>();
        Assert.Equal((3, 2, true), (early.First, early.Outcome.Trials.Length, early.IsEarly));
        var gaveUp = ExpectMsg<WorkerInputs.GaveUp>();
        Assert.Equal(new TrialRange(3, 3), gaveUp.Lease.Range);
        goOn.Set();
        var last = await training;
        Assert.Equal((5, 1, false), (last.First, last.Outcome.Trials.Length, last.IsEarly));
        queue.TakeBack();
        ExpectNoMsg(0);
    }

    [Fact]
    public void A_trial_that_fails_is_named_after_the_results_before_it_are_told()
    {
        var queue = Queue();

        var thrown = Assert.Throws<InvalidOperationException>(() => queue.Train(
            new Evaluator(trial =>
            {
                if (trial.Start == 5)
                    throw new InvalidOperationException("bad");
            }),
            NoCheckpoints.Instance,
            TestContext.Current.CancellationToken));

        Assert.Equal(("bad", 5L), (thrown.Message, queue.Place));
        var early = ExpectMsg<WorkerInputs.Trained>();
        Assert.Equal((3, 2, true), (early.First, early.Outcome.Trials.Length, early.IsEarly));
        ExpectNoMsg(0);
    }

    [Fact]
    public void Of_a_lease_that_is_no_longer_wanted_nothing_is_told()
    {
        var queue = Queue();

        Assert.Throws<OperationCanceledException>(() => queue.Train(
            new Evaluator(trial =>
            {
                if (trial.Start == 5)
                    throw new OperationCanceledException();
            }),
            NoCheckpoints.Instance,
            TestContext.Current.CancellationToken));

        ExpectNoMsg(0);
    }

    [Fact]
    public void Once_a_lease_is_not_wanted_no_trial_of_it_begins()
    {
        using var unwanted = new CancellationTokenSource();
        var seen = new List<TrialRange>();

        Assert.Throws<OperationCanceledException>(() => Queue().Train(
            new Evaluator(trial =>
            {
                seen.Add(trial);
                unwanted.Cancel();
            }),
            NoCheckpoints.Instance,
            unwanted.Token));

        Assert.Equal([new TrialRange(3, 1)], seen);
    }

    [Fact]
    public void Without_a_first_trial_none_is_named()
    {
        var pack = Pack() with { Versions = new PlanVersions(99, 99) };
        var queue = new LeaseQueue(pack, TestActor, TimeProvider.System);

        Assert.Throws<OtherVersionException>(() => queue.Train(
            new Evaluator(_ => { }), NoCheckpoints.Instance, TestContext.Current.CancellationToken));
        Assert.Null(queue.Place);
    }

    private LeaseQueue Queue() => new(Pack(), TestActor, TimeProvider.System);

    private static WorkerProtocol.PackGranted Pack() =>
        new("example", Lease, SimulatedTrials.InTurn(Example.Spec()), "f", null)
        {
            Versions = PlanVersions.Of(Example.Spec().Kind),
        };

    private sealed class Evaluator(Action<TrialRange> begins) : IPackEvaluator
    {
        public PackOutcome Train(
            SweepSpec spec,
            string fingerprint,
            IReadOnlyList<Trial> trials,
            ICheckpoints checkpoints,
            CancellationToken cancellation)
        {
            begins(new TrialRange(trials[0].Place, trials.Count));
            return new([], [Example.OutcomeOf(trials[0].Place)]);
        }
    }
}

using Microsoft.Extensions.Time.Testing;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Simulation;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Work.Training;

public sealed class LeaseTrainingTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<TrialRange> _packs = [];
    private readonly Checkpoints _checkpoints = new();

    [Fact]
    public void A_lease_of_one_pack_starts_from_its_checkpoint_and_keeps_later_ones()
    {
        PackOutcome KeepAll(ICheckpoints checkpoints)
        {
            Assert.Same(_checkpoints.Start, checkpoints.Start);
            checkpoints.Keep(SimulatedTrials.CheckpointOf(new TrialRange(10, 30), 2));
            return new([0], []);
        }

        Train(new TrialRange(10, 30), new Example.CheckpointingTrainer(KeepAll));

        Assert.Equal(2, Assert.Single(_checkpoints.Kept).Steps);
    }

    [Fact]
    public void The_packs_of_a_lease_are_trained_in_order_each_from_its_beginning()
    {
        var outcome = Train(new TrialRange(30, 100), new Example.Trainer(_packs.Add, updates: 7));

        Assert.Equal([new(30, 10), new(40, 40), new(80, 40), new(120, 10)], _packs);
        Assert.Equal(
            Enumerable.Range(30, 100).Select(place => (double)place),
            outcome.Trials.Select(trial => trial.Metric(LinearSchema.Rmse)));
        Assert.Equal(4 * 7, _checkpoints.Updates);
    }

    [Fact]
    public void Packs_of_a_lease_of_several_make_no_checkpoints() => Train(
        new TrialRange(30, 20),
        new Example.CheckpointingTrainer(checkpoints =>
        {
            Assert.Null(checkpoints.Start);
            Assert.False(checkpoints.Wants(1));
            return new([0], []);
        }));

    [Fact]
    public void If_packs_take_long_the_rest_of_a_lease_is_left_to_others()
    {
        var outcome = Train(new TrialRange(0, 160), new Example.Trainer(pack =>
        {
            _packs.Add(pack);
            _clock.Advance(TimeSpan.FromSeconds(1.6));
        }));

        Assert.Equal([new(0, 40), new(40, 40)], _packs);
        Assert.Equal(80, outcome.Trials.Length);
    }

    private PackOutcome Train(TrialRange range, IPackEvaluator training)
    {
        var at = DateTimeOffset.UnixEpoch;
        var lease = new Lease(1, range, 1, new SlotRequest("node", 0, 1), at, at.AddSeconds(15));
        var granted = new WorkerProtocol.PackGranted("example", lease, Example.Spec(), "f", null);
        return LeaseTraining.Train(training, granted, _checkpoints, _clock, TestContext.Current.CancellationToken);
    }

    private sealed class Checkpoints : ICheckpoints
    {
        public List<PackCheckpoint> Kept { get; } = [];

        public long Updates { get; private set; }

        public PackCheckpoint? Start { get; } = SimulatedTrials.CheckpointOf(new TrialRange(10, 30), 1);

        public long LargestBytes => long.MaxValue;

        public bool Wants(long bytes) => true;

        public void Keep(PackCheckpoint checkpoint) => Kept.Add(checkpoint);

        public ShareRequest Asked(int epochsLeft) => ShareRequest.None;

        public void GiveUp(PackCheckpoint rest) => throw new NotSupportedException();

        public void Made(long updates) => Updates += updates;
    }
}

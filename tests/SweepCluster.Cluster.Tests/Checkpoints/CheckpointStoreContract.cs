using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Tests.Data;
using SweepCluster.Cluster.Tests.Simulation;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cluster.Tests.Checkpoints;

/// <summary>What every store of checkpoints must do.</summary>
public abstract class CheckpointStoreContract
{
    /// <summary>Opens the store; within a test, each call opens the same one again, as after a restart.</summary>
    protected abstract ICheckpointStore Open();

    [Fact]
    public void A_kept_checkpoint_has_the_same_bits_after_a_restart()
    {
        var kept = Odd(7);
        Open().Keep("a", kept);

        Same([kept], Open().Read("a"));
    }

    [Fact]
    public void The_newest_checkpoint_that_begins_at_a_trial_replaces_older_ones()
    {
        var store = Open();
        store.Keep("a", Of(0, 40, 3));
        store.Keep("a", Of(40, 40, 2));
        store.Keep("a", Of(0, 20, 5));

        Same([Of(0, 20, 5), Of(40, 40, 2)], Open().Read("a"));
    }

    [Fact]
    public void Forgetting_a_checkpoint_removes_no_other()
    {
        var store = Open();
        store.Keep("a", Of(0, 4, 1));
        store.Keep("a", Of(4, 4, 1));
        store.Keep("b", Of(0, 4, 1));
        store.Forget("a", 0);
        store.Forget("a", 0);
        store.Forget("none", 17);

        Same([Of(4, 4, 1)], Open().Read("a"));
        Same([Of(0, 4, 1)], Open().Read("b"));
        store.Forget("a", 4);
        Assert.Empty(Open().Read("a"));
    }

    [Theory]
    [InlineData("a/../b")]
    [InlineData("ä ß 名")]
    [InlineData("CON")]
    [InlineData("")]
    public void Sweeps_with_any_name_have_their_own_checkpoints(string sweepId)
    {
        Open().Keep("a", Of(0, 4, 1));
        Assert.Empty(Open().Read(sweepId));
        Open().Keep(sweepId, Of(0, 4, 2));

        Same([Of(0, 4, 2)], Open().Read(sweepId));
        Same([Of(0, 4, 1)], Open().Read("a"));
    }

    [Fact]
    public void An_unknown_sweep_has_no_checkpoints() => Assert.Empty(Open().Read("none"));

    protected static PackCheckpoint Of(long start, long count, int epochs) =>
        SimulatedTrials.CheckpointOf(new TrialRange(start, count), epochs);

    protected static void Same(IEnumerable<PackCheckpoint> expected, IEnumerable<PackCheckpoint> actual) =>
        Assert.Equal(expected.Select(Text), actual.Select(Text));

    // Numbers that text would lose, a diverged trial, and one that has not begun.
    private static PackCheckpoint Odd(long start) => new(start,
    [
        new LinearCheckpoint(new LaneCheckpoint
        {
            State = [double.NaN, double.NegativeInfinity, -0.0, double.Epsilon, 0.1],
            EpochRmse = [1, double.PositiveInfinity],
            EpochValidationRmse = [3, 4],
            DivergedAtUpdate = 17,
        }),
        new LinearCheckpoint(new LaneCheckpoint { State = [], EpochRmse = [], EpochValidationRmse = [] }),
    ]);

    private static string Text(PackCheckpoint checkpoint)
    {
        var lanes = checkpoint.Trials.Cast<LinearCheckpoint>().Select(trial => Text(trial.Lane));
        return $"{checkpoint.Start}: {string.Join("; ", lanes)}";
    }

    private static string Text(LaneCheckpoint lane) =>
        $"{Bits(lane.State)} | {Bits(lane.EpochRmse)} | {Bits(lane.EpochValidationRmse)} | {lane.DivergedAtUpdate}";

    private static string Bits(IEnumerable<double> numbers) =>
        string.Join(' ', numbers.Select(BitConverter.DoubleToInt64Bits));
}

public sealed class CheckpointsInMemoryTests : CheckpointStoreContract
{
    private readonly CheckpointsInMemory _store = new();

    protected override ICheckpointStore Open() => _store;
}

[Trait("Needs", "Linux")]
public sealed class SqlCheckpointStoreTests(PostgresServer postgres) : CheckpointStoreContract, IDisposable
{
    private readonly string _connection = postgres.NewDatabase();
    private readonly List<SqlCheckpointStore> _opened = [];

    public void Dispose() => _opened.ForEach(store => store.Dispose());

    protected override ICheckpointStore Open()
    {
        _opened.Add(new SqlCheckpointStore(_connection));
        return _opened[^1];
    }
}

using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Tests.Data;
using SweepCluster.Cluster.Tests.Simulation;
using SweepCluster.Objectives.Linear;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cluster.Tests.Checkpoints;

/// <summary>What every store of checkpoints must do.</summary>
public abstract class CheckpointStoreContract
{
    /// <summary>A store; the same one again, as after a restart of the process, each time it is called in a test.</summary>
    protected abstract ICheckpointStore Open();

    [Fact]
    public void What_is_kept_is_there_after_a_restart_number_by_number()
    {
        var kept = Odd(7);
        Open().Keep("a", kept);

        Same([kept], Open().Read("a"));
    }

    [Fact]
    public void The_newest_of_those_that_begin_at_a_trial_is_kept()
    {
        var store = Open();
        store.Keep("a", Of(0, 40, 3));
        store.Keep("a", Of(40, 40, 2));
        store.Keep("a", Of(0, 20, 5));

        Same([Of(0, 20, 5), Of(40, 40, 2)], Open().Read("a"));
    }

    [Fact]
    public void What_is_forgotten_is_gone_and_nothing_else()
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
    public void Sweeps_of_any_name_have_their_own(string sweepId)
    {
        Open().Keep("a", Of(0, 4, 1));
        Assert.Empty(Open().Read(sweepId));
        Open().Keep(sweepId, Of(0, 4, 2));

        Same([Of(0, 4, 2)], Open().Read(sweepId));
        Same([Of(0, 4, 1)], Open().Read("a"));
    }

    [Fact]
    public void Nothing_is_kept_of_a_sweep_that_nobody_knows() => Assert.Empty(Open().Read("none"));

    protected static PackCheckpoint Of(long start, long count, int epochs) =>
        SimulatedTrials.CheckpointOf(new TrialRange(start, count), epochs);

    protected static void Same(IEnumerable<PackCheckpoint> expected, IEnumerable<PackCheckpoint> actual) =>
        Assert.Equal(expected.Select(Text), actual.Select(Text));

    // Numbers that a text would lose, a trial that diverged and one that has not begun.
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

    private static string Text(PackCheckpoint checkpoint) => $"{checkpoint.Start}: " + string.Join("; ", checkpoint.Trials.Cast<LinearCheckpoint>().Select(trial => trial.Lane).Select(
        trial => $"{Bits(trial.State)} | {Bits(trial.EpochRmse)} | {Bits(trial.EpochValidationRmse)} | {trial.DivergedAtUpdate}"));

    private static string Bits(IEnumerable<double> numbers) => string.Join(' ', numbers.Select(BitConverter.DoubleToInt64Bits));
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

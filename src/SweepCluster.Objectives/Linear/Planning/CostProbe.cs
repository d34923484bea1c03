using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>Times packs of one kind of fusion group, small and large, on many rows and on few.</summary>
internal sealed class CostProbe(
    LinearObjective manyRows, LinearObjective fewRows, GridOrder order, int smallest, TimeProvider clock)
{
    /// <summary>The most trials of a pack that is timed.</summary>
    public const int MostTrials = 256;

    private PackTime? _first;
    private PackTime? _small;
    private PackTime? _large;
    private PackTime? _fewRows;

    /// <summary>The cost that follows from the shortest times of all rounds.</summary>
    public TrainingCost Cost => TrainingCost.Of(_first!, _small!, _large!, _fewRows!);

    /// <summary>Trains each pack once.</summary>
    /// <param name="round">From 0; each has its own row order, so that its first pack has to lay the rows out.</param>
    public void Train(int round)
    {
        var groupSize = order.GroupSize;
        var start = round % (order.Planned / groupSize) * groupSize;
        var small = new TrialRange(start, Math.Min(smallest, groupSize));
        // A pack that is a whole group shares nothing: its time would not show how long laying out takes.
        var large = new TrialRange(start, Math.Max(small.Count, Math.Min(MostTrials, groupSize - 1)));
        _first = Shorter(_first, manyRows, small);
        _small = Shorter(_small, manyRows, small);
        _large = Shorter(_large, manyRows, large);
        _fewRows = Shorter(_fewRows, fewRows, large);
    }

    private PackTime Shorter(PackTime? before, LinearObjective trainer, TrialRange range)
    {
        var epochs = new EpochClock(clock);
        trainer.Evaluate(order.Of(range), epochs, CancellationToken.None);
        var time = epochs.End(trainer.Rows, range.Count);
        return before is null ? time : time with
        {
            Epoch = Math.Min(time.Epoch, before.Epoch),
            Rest = Math.Min(time.Rest, before.Rest),
        };
    }

    private sealed class EpochClock(TimeProvider clock) : ICheckpoints
    {
        private readonly List<long> _times = [clock.GetTimestamp()];

        public PackCheckpoint? Start => null;

        public long LargestBytes => 0;

        public bool Wants(long bytes) => false;

        public void Keep(PackCheckpoint checkpoint) => throw new NotSupportedException("None is wanted.");

        public ShareRequest Asked(int epochsLeft) => ShareRequest.None;

        public void GiveUp(PackCheckpoint rest) => throw new NotSupportedException("None is wanted.");

        public void Made(long updates) => _times.Add(clock.GetTimestamp());

        // The last epoch stands for all: the first includes the start.
        public PackTime End(int rows, long trials)
        {
            var whole = clock.GetElapsedTime(_times[0]).TotalSeconds;
            var epoch = clock.GetElapsedTime(_times[^2], _times[^1]).TotalSeconds;
            return new(rows, trials, epoch, Math.Max(0, whole - epoch * (_times.Count - 1)));
        }
    }
}

using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Tests.Evaluating;

/// <summary>Keeps the newest checkpoint, as a coordinator does, and gives it to the next attempt.</summary>
internal sealed class Checkpoints : ICheckpoints
{
    public PackCheckpoint? Start { get; private set; }

    public int Attempt { get; set; } = 1;

    public long LargestBytes { get; init; } = 1 << 20;

    public bool Wants(long bytes) => true;

    public void Keep(PackCheckpoint checkpoint) => Start = PackCheckpoint.Newest(Start, checkpoint);

    public ShareRequest Asked(int epochsLeft) => ShareRequest.None;

    public void GiveUp(PackCheckpoint rest) => throw new NotSupportedException("A program is one trial.");

    public void Made(long updates)
    {
    }
}

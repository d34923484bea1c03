namespace SweepCluster.Sweeps.Trials;

/// <summary>Where a pack begins, and what keeps its progress; called on the thread that trains it.</summary>
public interface ICheckpoints
{
    /// <summary>Where to go on from; null for the beginning.</summary>
    PackCheckpoint? Start { get; }

    /// <summary>Which attempt at these trials this is, from 1.</summary>
    int Attempt => 1;

    /// <summary>No larger checkpoint is made, and no larger part of a pack is given up.</summary>
    long LargestBytes { get; }

    /// <summary>Whether to make a checkpoint at the end of this epoch; it costs a copy of the pack's state.</summary>
    /// <param name="bytes">About how large it would be.</param>
    bool Wants(long bytes);

    /// <summary>Takes a checkpoint, newer than those before.</summary>
    void Keep(PackCheckpoint checkpoint);

    /// <summary>Who waits, at the end of this epoch, for a share of the trials.</summary>
    /// <param name="epochsLeft">Epochs that are still to be trained, at least one.</param>
    ShareRequest Asked(int epochsLeft);

    /// <summary>Takes the last trials of the pack, which it no longer trains, with their progress so far.</summary>
    void GiveUp(PackCheckpoint rest);

    /// <summary>Called at the end of each epoch with the number of updates that its trials made in all.</summary>
    void Made(long updates);

    /// <summary>Takes the end of what an attempt at a trial of the pack has printed, however it ended.</summary>
    void Keep(KeptLog log)
    {
    }
}

/// <summary>From the beginning to the end, and nothing is kept on the way.</summary>
public sealed class NoCheckpoints : ICheckpoints
{
    private NoCheckpoints()
    {
    }

    /// <summary>The only one.</summary>
    public static NoCheckpoints Instance { get; } = new();

    /// <inheritdoc/>
    public PackCheckpoint? Start => null;

    /// <inheritdoc/>
    public long LargestBytes => 0;

    /// <inheritdoc/>
    public bool Wants(long bytes) => false;

    /// <inheritdoc/>
    public void Keep(PackCheckpoint checkpoint)
    {
    }

    /// <inheritdoc/>
    public ShareRequest Asked(int epochsLeft) => ShareRequest.None;

    /// <inheritdoc/>
    public void GiveUp(PackCheckpoint rest) => throw new NotSupportedException("None is wanted.");

    /// <inheritdoc/>
    public void Made(long updates)
    {
    }
}

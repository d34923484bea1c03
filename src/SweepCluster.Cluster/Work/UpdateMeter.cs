namespace SweepCluster.Cluster.Work;

/// <summary>Counts the updates of a node's slots, and tells how many a second there were of late.</summary>
/// <remarks>Slots add from their own threads; one reader asks.</remarks>
internal sealed class UpdateMeter
{
    // Slots count at the ends of epochs, which may be seconds apart: a shorter window would flicker.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Queue<(TimeSpan At, long Made)> _samples = [];
    private long _made;

    /// <summary>Notes updates that were made.</summary>
    public void Add(long updates) => Interlocked.Add(ref _made, updates);

    /// <summary>Updates a second since about five seconds ago, or since it was first asked where that is less.</summary>
    /// <param name="now">Later than at any call before.</param>
    public double PerSecond(TimeSpan now)
    {
        _samples.Enqueue((now, Interlocked.Read(ref _made)));
        while (_samples.Count > 2 && now - _samples.Peek().At > Window)
            _samples.Dequeue();
        var (since, before) = _samples.Peek();
        return now > since ? (Interlocked.Read(ref _made) - before) / (now - since).TotalSeconds : 0;
    }
}

namespace SweepCluster.Cluster.Work.Training;

/// <summary>Counts the updates of a node's slots, and tells the recent number per second.</summary>
/// <remarks>Slots add from their own threads; there is one reader.</remarks>
internal sealed class UpdateMeter
{
    // Slots count at the ends of epochs, which may be seconds apart: with a shorter window the number would jump.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Queue<(TimeSpan At, long Made)> _samples = [];
    private long _made;

    /// <summary>Counts updates.</summary>
    public void Add(long updates) => Interlocked.Add(ref _made, updates);

    /// <summary>Updates per second in about the last five seconds, or since the first call if that was later.</summary>
    /// <param name="now">Later than in any earlier call.</param>
    public double PerSecond(TimeSpan now)
    {
        _samples.Enqueue((now, Interlocked.Read(ref _made)));
        while (_samples.Count > 2 && now - _samples.Peek().At > Window)
            _samples.Dequeue();
        var (since, before) = _samples.Peek();
        return now > since ? (Interlocked.Read(ref _made) - before) / (now - since).TotalSeconds : 0;
    }
}

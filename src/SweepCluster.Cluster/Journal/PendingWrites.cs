namespace SweepCluster.Cluster.Journal;

/// <summary>What an actor has given to its journal and heard nothing of yet.</summary>
/// <param name="clock">Tells the time.</param>
internal sealed class PendingWrites(TimeProvider clock)
{
    /// <summary>A journal that takes longer than this to answer stands still, as far as people are concerned.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(4);

    private int _pending;
    private DateTimeOffset _since;

    /// <summary>Whether the journal has taken anything yet.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Since when the journal is silent; null where it has answered everything, or not long enough ago to matter.</summary>
    public DateTimeOffset? WaitsSince => _pending > 0 && clock.GetUtcNow() - _since >= Slow ? _since : null;

    /// <summary>An event goes to the journal.</summary>
    public void Asked()
    {
        if (_pending++ == 0)
            _since = clock.GetUtcNow();
    }

    /// <summary>The journal has it.</summary>
    public void Answered()
    {
        _pending--;
        _since = clock.GetUtcNow();
        HasWritten = true;
    }
}

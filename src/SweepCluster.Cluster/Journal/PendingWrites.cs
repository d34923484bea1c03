namespace SweepCluster.Cluster.Journal;

/// <summary>Counts the writes that an actor's journal has not answered yet.</summary>
/// <param name="clock">The clock.</param>
internal sealed class PendingWrites(TimeProvider clock)
{
    /// <summary>The time from which users should hear that the journal does not answer.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(4);

    private int _pending;
    private DateTimeOffset _since;

    /// <summary>Whether the journal has answered any write.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Since when the journal is silent; null if no write waits, or not long enough to matter.</summary>
    public DateTimeOffset? WaitsSince => _pending > 0 && clock.GetUtcNow() - _since >= Slow ? _since : null;

    /// <summary>An event goes to the journal.</summary>
    public void Asked()
    {
        if (_pending++ == 0)
            _since = clock.GetUtcNow();
    }

    /// <summary>The journal has written an event.</summary>
    public void Answered()
    {
        _pending--;
        _since = clock.GetUtcNow();
        HasWritten = true;
    }
}

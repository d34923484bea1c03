namespace SweepCluster.Cluster.Coordination;

/// <summary>The delay before the next try: one second at first, doubled each time, at most half a minute.</summary>
internal sealed class RetryDelay
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(30);

    private TimeSpan _next = First;

    /// <summary>The delay before the next try.</summary>
    public TimeSpan Next()
    {
        var delay = _next;
        _next = delay * 2 < Last ? delay * 2 : Last;
        return delay;
    }

    /// <summary>Begins again with the shortest delay: a try has succeeded.</summary>
    public void Reset() => _next = First;
}

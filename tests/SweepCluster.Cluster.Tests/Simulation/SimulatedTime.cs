namespace SweepCluster.Cluster.Tests.Simulation;

/// <summary>A clock that jumps from one event to the next.</summary>
internal sealed class SimulatedTime
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _queue = new();
    private long _order;

    public DateTimeOffset Now { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The number of events so far.</summary>
    public int Steps { get; private set; }

    public void After(double milliseconds, Action happens) =>
        _queue.Enqueue(happens, (Now.AddMilliseconds(milliseconds), _order++));

    /// <summary>Repeats an event until it returns false.</summary>
    public void Every(double milliseconds, Func<bool> happens) => After(milliseconds, () =>
    {
        if (happens())
            Every(milliseconds, happens);
    });

    public void Step()
    {
        Assert.True(_queue.TryDequeue(out var happens, out var priority), "Nothing is left to happen.");
        (Now, Steps) = (priority.At, Steps + 1);
        happens();
    }
}

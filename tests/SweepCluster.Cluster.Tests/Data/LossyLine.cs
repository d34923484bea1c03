using Akka.Actor;

namespace SweepCluster.Cluster.Tests.Data;

/// <summary>Sends messages to an actor and returns its answers; loses some at random, and repeats some later.</summary>
/// <remarks>A lost message times out at once, because tests need the loss, not the wait.</remarks>
internal sealed class LossyLine(IActorRef server, int seed, double loss, double doubling)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly List<object> _copies = [];

    public int Lost { get; private set; }

    public int Doubled { get; private set; }

    public async Task<object> Ask(object message, TimeSpan timeout)
    {
        var (lostThere, lostBack, late) = Draw(message);
        if (late is not null)
            server.Tell(late, ActorRefs.Nobody);
        if (lostThere)
            throw new TimeoutException("lost on the way there");
        var answer = await server.Ask<object>(message, timeout);
        return lostBack ? throw new TimeoutException("lost on the way back") : answer;
    }

    private (bool LostThere, bool LostBack, object? Late) Draw(object message)
    {
        lock (_gate)
        {
            var (there, back) = (_random.NextDouble() < loss, _random.NextDouble() < loss);
            Lost += there || back ? 1 : 0;
            if (_random.NextDouble() < doubling)
                _copies.Add(message);
            if (_copies.Count == 0 || _random.NextDouble() > doubling)
                return (there, back, null);
            Doubled++;
            var late = _copies[_random.Next(_copies.Count)];
            _copies.Remove(late);
            return (there, back, late);
        }
    }
}

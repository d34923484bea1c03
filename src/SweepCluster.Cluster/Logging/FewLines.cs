namespace SweepCluster.Cluster.Logging;

/// <summary>Lets a few lines of a kind through in a while, and sums up the others at its end.</summary>
/// <param name="most">Lines of a kind that are let through in a while.</param>
/// <param name="within">The while; it begins with the first line of the kind.</param>
/// <param name="clock">Tells when it is over.</param>
public sealed class FewLines(int most, TimeSpan within, TimeProvider clock) : IDisposable
{
    // Who is talked about may choose the words: not for ever new kinds.
    private const int MostKinds = 256;
    private const string AnyOther = "any other";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, While> _kinds = [];

    /// <summary>Whether a line is to be written now.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="sumUp">Where it is not: called at the end of the while, if the line was its last, with the number of those that were not.</param>
    public bool Takes(string kind, Action<int> sumUp)
    {
        lock (_gate)
        {
            var known = _kinds.Count < MostKinds || _kinds.ContainsKey(kind) ? kind : AnyOther;
            if (!_kinds.TryGetValue(known, out var running))
                _kinds.Add(known, running = new While(clock.CreateTimer(_ => End(known), null, within, Timeout.InfiniteTimeSpan)));
            if (running.Written < most)
            {
                running.Written++;
                return true;
            }

            (running.More, running.SumUp) = (running.More + 1, sumUp);
            return false;
        }
    }

    /// <summary>Sums up what is left.</summary>
    public void Dispose()
    {
        List<string> open;
        lock (_gate)
            open = [.. _kinds.Keys];
        open.ForEach(End);
    }

    private void End(string kind)
    {
        While? over;
        lock (_gate)
        {
            if (!_kinds.Remove(kind, out over))
                return;
        }

        over.Timer.Dispose();
        over.SumUp?.Invoke(over.More);
    }

    private sealed class While(ITimer timer)
    {
        public ITimer Timer => timer;

        public int Written { get; set; }

        public int More { get; set; }

        public Action<int>? SumUp { get; set; }
    }
}

namespace SweepCluster.Cluster.Logging;

/// <summary>Lets a few lines of each kind through per period, and sums up the others at its end.</summary>
/// <param name="most">Lines of a kind that pass per period.</param>
/// <param name="within">The period; it begins with the first line of the kind.</param>
/// <param name="clock">Times the period.</param>
public sealed class FewLines(int most, TimeSpan within, TimeProvider clock) : IDisposable
{
    // The peers that lines are about may influence their text, and so must not make kinds without bound.
    private const int MostKinds = 256;
    private const string AnyOther = "any other";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Period> _kinds = [];

    /// <summary>Whether to write a line now.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="sumUp">
    /// Called with the number of suppressed lines at the period's end, if this line is the last of them.
    /// </param>
    public bool Takes(string kind, Action<int> sumUp)
    {
        lock (_gate)
        {
            var known = _kinds.Count < MostKinds || _kinds.ContainsKey(kind) ? kind : AnyOther;
            if (!_kinds.TryGetValue(known, out var period))
            {
                period = new Period(clock.CreateTimer(_ => End(known), null, within, Timeout.InfiniteTimeSpan));
                _kinds.Add(known, period);
            }

            if (period.Written < most)
            {
                period.Written++;
                return true;
            }

            (period.More, period.SumUp) = (period.More + 1, sumUp);
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
        Period? over;
        lock (_gate)
        {
            if (!_kinds.Remove(kind, out over))
                return;
        }

        over.Timer.Dispose();
        over.SumUp?.Invoke(over.More);
    }

    private sealed class Period(ITimer timer)
    {
        public ITimer Timer => timer;

        public int Written { get; set; }

        public int More { get; set; }

        public Action<int>? SumUp { get; set; }
    }
}

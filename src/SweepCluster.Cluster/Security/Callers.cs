namespace SweepCluster.Cluster.Security;

/// <summary>The connections that came in: how many have not said who they are, and how much is held of messages that are not whole.</summary>
/// <remarks>
/// Where there is too much of either, the one that has been so for longest gives way: who means well is through in no time.
/// Safe to use from any number of threads.
/// </remarks>
internal sealed class Callers
{
    /// <summary>Connections that have not said who they are.</summary>
    public const int MostUnknown = 256;

    /// <summary>Bytes of messages that are not whole, of all connections together: 128 of the largest ones.</summary>
    public const long MostHeld = 128L * FrameSizes.Largest;

    private readonly Lock _gate = new();
    private readonly Row _unknown = new();
    private readonly Row _holding = new();
    private readonly Dictionary<CallerGate, long> _held = [];
    private long _total;

    /// <summary>A connection comes in.</summary>
    /// <returns>The one that has to go for it; null where none has.</returns>
    public CallerGate? Enter(CallerGate caller)
    {
        lock (_gate)
        {
            _unknown.Add(caller);
            return _unknown.Count > MostUnknown ? _unknown.First : null;
        }
    }

    /// <summary>It has said who it is.</summary>
    public void Know(CallerGate caller)
    {
        lock (_gate)
            _unknown.Remove(caller);
    }

    /// <summary>So many bytes are here of a message of its that is not whole.</summary>
    /// <returns>The one that has to go for it, which may be itself; null where none has.</returns>
    public CallerGate? Hold(CallerGate caller, long bytes)
    {
        lock (_gate)
        {
            _total += bytes - _held.GetValueOrDefault(caller);
            _held[caller] = bytes;
            if (bytes > 0)
                _holding.Add(caller);
            else
                _holding.Remove(caller);
            return _total > MostHeld ? _holding.First : null;
        }
    }

    /// <summary>The connection is closed.</summary>
    public void Leave(CallerGate caller)
    {
        lock (_gate)
        {
            _unknown.Remove(caller);
            _holding.Remove(caller);
            _held.Remove(caller, out var bytes);
            _total -= bytes;
        }
    }

    /// <summary>Callers in the order in which they came to stand here.</summary>
    private sealed class Row
    {
        private readonly LinkedList<CallerGate> _order = [];
        private readonly Dictionary<CallerGate, LinkedListNode<CallerGate>> _places = [];

        public int Count => _order.Count;

        public CallerGate? First => _order.First?.Value;

        public void Add(CallerGate caller)
        {
            if (!_places.ContainsKey(caller))
                _places.Add(caller, _order.AddLast(caller));
        }

        public void Remove(CallerGate caller)
        {
            if (_places.Remove(caller, out var place))
                _order.Remove(place);
        }
    }
}

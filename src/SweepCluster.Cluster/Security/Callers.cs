namespace SweepCluster.Cluster.Security;

/// <summary>Counts the unknown incoming connections, and the bytes held of incomplete messages.</summary>
/// <remarks>
/// If there is too much of either, the connection that has been in this state for longest must close: honest ones leave
/// it quickly. Thread-safe.
/// </remarks>
internal sealed class Callers
{
    /// <summary>The most connections that have not told their address.</summary>
    public const int MostUnknown = 256;

    /// <summary>The most bytes of incomplete messages, of all connections together: 128 of the largest ones.</summary>
    public const long MostHeld = 128L * FrameSizes.Largest;

    private readonly Lock _gate = new();
    private readonly Row _unknown = new();
    private readonly Row _holding = new();
    private readonly Dictionary<CallerGate, long> _held = [];
    private long _total;

    /// <summary>A connection comes in.</summary>
    /// <returns>The connection that has to close for it; null if none has.</returns>
    public CallerGate? Enter(CallerGate caller)
    {
        lock (_gate)
        {
            _unknown.Add(caller);
            return _unknown.Count > MostUnknown ? _unknown.First : null;
        }
    }

    /// <summary>The connection has told its address.</summary>
    public void Know(CallerGate caller)
    {
        lock (_gate)
            _unknown.Remove(caller);
    }

    /// <summary>So many bytes of the connection's incomplete message are held.</summary>
    /// <returns>The connection that has to close for it, perhaps this one; null if none has.</returns>
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

    /// <summary>Connections in the order in which they were added.</summary>
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

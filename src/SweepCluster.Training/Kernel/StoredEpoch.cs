namespace SweepCluster.Training.Kernel;

/// <summary>One epoch in memory, laid out by the first who needs it.</summary>
internal sealed class StoredEpoch(EpochKey key, AlignedBuffer<byte> numbers)
{
    private readonly Lock _laying = new();
    private volatile bool _isLaid;

    /// <summary>Which epoch it is.</summary>
    public EpochKey Key => key;

    /// <summary>Its numbers, of whatever precision.</summary>
    public AlignedBuffer<byte> Numbers => numbers;

    /// <summary>Who use it now; the store's to change, as is <see cref="LastUse"/>.</summary>
    public int Users { get; set; }

    /// <summary>When it was last asked for, counted in uses of the store.</summary>
    public long LastUse { get; set; }

    /// <summary>Lays it out, unless it is already; false, at once, where another is about it.</summary>
    public bool TryLay(Action<StoredEpoch> lay)
    {
        if (_isLaid)
            return true;
        if (!_laying.TryEnter())
            return false;
        try
        {
            LayOnce(lay);
            return true;
        }
        finally
        {
            _laying.Exit();
        }
    }

    /// <summary>Lays it out, unless it is already; waits where another is about it.</summary>
    public void Lay(Action<StoredEpoch> lay)
    {
        lock (_laying)
            LayOnce(lay);
    }

    // Where laying out threw, the next one begins anew.
    private void LayOnce(Action<StoredEpoch> lay)
    {
        if (_isLaid)
            return;
        lay(this);
        _isLaid = true;
    }
}

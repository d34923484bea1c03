using SweepCluster.Training.Kernel.Rows;
namespace SweepCluster.Training.Kernel.Epochs;

/// <summary>One epoch in memory, laid out by the first pack that needs it.</summary>
internal sealed class StoredEpoch(EpochKey key, AlignedBuffer<byte> numbers)
{
    private readonly Lock _laying = new();
    private volatile bool _isLaid;

    /// <summary>Which epoch it is.</summary>
    public EpochKey Key => key;

    /// <summary>Its numbers, of whatever precision.</summary>
    public AlignedBuffer<byte> Numbers => numbers;

    /// <summary>How many packs use it now; the store alone changes it, and <see cref="LastUse"/>.</summary>
    public int Users { get; set; }

    /// <summary>When it was last asked for, counted in uses of the store.</summary>
    public long LastUse { get; set; }

    /// <summary>Lays it out, unless it is already; false, at once, while another thread does.</summary>
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

    /// <summary>Lays it out, unless it is already; waits while another thread does.</summary>
    public void Lay(Action<StoredEpoch> lay)
    {
        lock (_laying)
            LayOnce(lay);
    }

    // If laying out throws, the next caller begins anew.
    private void LayOnce(Action<StoredEpoch> lay)
    {
        if (_isLaid)
            return;
        lay(this);
        _isLaid = true;
    }
}

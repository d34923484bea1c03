using System.Collections.Immutable;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work.Training;

/// <summary>A node's GPUs; each is one trial's at a time.</summary>
public sealed class GpuPool : IGpuPool
{
    // A program that was told to stop keeps its GPUs until it has ended: a slot may be free before that.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly ImmutableArray<string> _names;
    private ImmutableArray<string> _free;

    /// <summary>All of them free.</summary>
    /// <param name="names">What CUDA_VISIBLE_DEVICES calls them.</param>
    public GpuPool(ImmutableArray<string> names) => _names = _free = names;

    /// <inheritdoc/>
    public IGpuShare Take(int count, CancellationToken cancellation)
    {
        if (count > _names.Length)
            throw new TryElsewhereException($"a trial takes {count} GPUs, and this worker has {_names.Length}");
        lock (_gate)
        {
            while (_free.Length < count)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(_gate, Glance);
            }

            var taken = _free[..count];
            _free = _free[count..];
            return new Share(this, taken);
        }
    }

    private void Return(ImmutableArray<string> taken)
    {
        lock (_gate)
        {
            _free = [.. _names.Where(name => _free.Contains(name) || taken.Contains(name))];
            Monitor.PulseAll(_gate);
        }
    }

    private sealed class Share(GpuPool pool, ImmutableArray<string> names) : IGpuShare
    {
        private bool _isReturned;

        public ImmutableArray<string> Names => names;

        public void Dispose()
        {
            if (!_isReturned)
                pool.Return(names);
            _isReturned = true;
        }
    }
}

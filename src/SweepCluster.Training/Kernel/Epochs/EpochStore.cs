using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel.Epochs;

/// <summary>Epochs laid out once for all packs that train on them, side by side or one after the other.</summary>
/// <remarks>
/// Holds a bounded number of bytes: the epochs used longest ago make room for new ones, and an epoch that finds no room
/// is not kept at all, so that large data are never copied whole. Safe to use from any number of threads.
/// </remarks>
/// <param name="mostBytes">The most bytes that the epochs may take together.</param>
public sealed class EpochStore(long mostBytes = EpochStore.DefaultBytes)
{
    /// <summary>The most bytes that a node's store takes by default.</summary>
    public const long DefaultBytes = 64L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<EpochKey, StoredEpoch> _epochs = [];
    private long _bytes;
    private long _uses;

    /// <summary>An epoch to use and return, laid out or not yet; null if there is no room.</summary>
    internal StoredEpoch? Rent(EpochKey key, long bytes)
    {
        lock (_gate)
        {
            if (!_epochs.TryGetValue(key, out var epoch))
            {
                if (Room(bytes) is not { } numbers)
                    return null;
                _epochs[key] = epoch = new StoredEpoch(key, numbers);
                _bytes += bytes;
            }

            epoch.Users++;
            epoch.LastUse = ++_uses;
            return epoch;
        }
    }

    /// <summary>Gives an epoch back.</summary>
    internal void Return(StoredEpoch epoch)
    {
        lock (_gate)
            epoch.Users--;
    }

    // Memory that is in use already is worth keeping: the first touch of new pages takes longer than laying out an
    // epoch.
    private AlignedBuffer<byte>? Room(long bytes)
    {
        AlignedBuffer<byte>? freed = null;
        while (_bytes + bytes > mostBytes)
        {
            freed?.Dispose();
            if (_epochs.Values.Where(epoch => epoch.Users == 0).MinBy(epoch => epoch.LastUse) is not { } oldest)
                return null;
            _epochs.Remove(oldest.Key);
            freed = oldest.Numbers;
            _bytes -= freed.Length;
        }

        if (freed?.Length == bytes)
            return freed;
        freed?.Dispose();
        return new AlignedBuffer<byte>(bytes);
    }
}

/// <summary>Says which numbers an epoch consists of.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="UseBias">Whether units have a bias; factors hold it.</param>
/// <param name="SweepSeed">The sweep's seed.</param>
/// <param name="Repeat">The repeat.</param>
/// <param name="Epoch">The epoch, from 0; −1 for rows in file order.</param>
/// <param name="Batch">Rows per batch, as far as the layout depends on it.</param>
/// <param name="Layout">The layout of the batches.</param>
/// <param name="Precision">The precision of the numbers.</param>
internal readonly record struct EpochKey(
    TrainingRows Rows, bool UseBias, long SweepSeed, int Repeat, int Epoch, int Batch, BatchLayout Layout,
    Precision Precision);

using SweepCluster.Cluster.Protocol;
namespace SweepCluster.Cluster.Data.Stores;

/// <summary>Keeps data by their hash, beside the journal. Thread-safe.</summary>
/// <remarks>
/// Calls block on a disk or a database, and so belong on threads that may wait. Stored data never change. They are
/// there whole with the right hash or not at all, whenever the process or the machine ends.
/// </remarks>
public interface IDataStore
{
    /// <summary>Bytes of the data; null if they are not here.</summary>
    long? LengthOf(DataHash hash);

    /// <summary>Reads from an offset as many bytes as there are and the buffer holds.</summary>
    /// <returns>Bytes read; 0 at the end, or if the data are not here.</returns>
    int Read(DataHash hash, long offset, Span<byte> buffer);

    /// <summary>Begins an upload; one that is disposed before its commit leaves nothing.</summary>
    /// <param name="hash">The hash that the bytes must have.</param>
    /// <param name="length">Bytes in total.</param>
    /// <exception cref="DataRefusedException">The data are too large.</exception>
    DataUpload Begin(DataHash hash, long length);

    /// <summary>Removes data that nobody needs any more; nothing happens if they are not here.</summary>
    void Forget(DataHash hash);
}

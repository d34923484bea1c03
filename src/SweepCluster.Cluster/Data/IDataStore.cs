namespace SweepCluster.Cluster.Data;

/// <summary>Keeps data by their hash, beside the journal. Safe to use from any number of threads.</summary>
/// <remarks>
/// Calls block on a disk or a database, and so belong on threads that may wait. What is stored never changes, and is
/// either there whole with the right hash or not there at all, whenever the process or the machine ends.
/// </remarks>
public interface IDataStore
{
    /// <summary>Bytes of the data; null where they are not here.</summary>
    long? LengthOf(DataHash hash);

    /// <summary>Reads from an offset as many bytes as there are and the buffer holds.</summary>
    /// <returns>Bytes read; 0 at the end, and where the data are not here.</returns>
    int Read(DataHash hash, long offset, Span<byte> buffer);

    /// <summary>Begins to take data in. Disposed of before its commit, an upload leaves nothing.</summary>
    /// <param name="hash">What their bytes must hash to.</param>
    /// <param name="length">Bytes that are to come.</param>
    /// <exception cref="DataRefusedException">Larger than what is taken.</exception>
    DataUpload Begin(DataHash hash, long length);
}

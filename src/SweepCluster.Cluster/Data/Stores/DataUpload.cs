using System.Security.Cryptography;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Data.Stores;

/// <summary>Data on their way into a store: takes bytes in order and checks their hash at the end.</summary>
/// <remarks>Pieces may repeat, overlap or come too early: only the next bytes are taken. Not thread-safe.</remarks>
public abstract class DataUpload : IDisposable
{
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins with no bytes.</summary>
    /// <exception cref="DataRefusedException">The data are too large.</exception>
    protected DataUpload(DataHash hash, long length)
    {
        if (length is < 0 or > DataTransfer.MostBytes)
            throw new DataRefusedException(
                $"the data have {length} bytes, but at most {DataTransfer.MostBytes} are taken: "
                + "leave out columns or rows");
        (Hash, Length) = (hash, length);
    }

    /// <summary>The hash that the bytes must have.</summary>
    public DataHash Hash { get; }

    /// <summary>Bytes in total.</summary>
    public long Length { get; }

    /// <summary>Bytes taken so far.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether all bytes are taken, and a commit may follow.</summary>
    public bool IsWhole => Offset == Length;

    /// <summary>Takes the part of a piece that continues the bytes taken so far; ignores a piece without one.</summary>
    /// <param name="offset">Where the piece lies in the data.</param>
    /// <param name="piece">Any number of bytes.</param>
    /// <exception cref="DataRefusedException">More bytes than were announced.</exception>
    public void Append(long offset, ReadOnlySpan<byte> piece)
    {
        if (offset < 0 || piece.Length > Length - offset)
            throw new DataRefusedException(
                $"more bytes came than the {Length} that were announced: send the data again");
        var known = Offset - offset;
        if (known < 0 || known >= piece.Length)
            return;
        var news = piece[(int)known..];
        Write(news);
        _digest.AppendData(news);
        Offset += news.Length;
    }

    /// <summary>Checks the hash and stores the data durably; data that are there already do not change.</summary>
    /// <exception cref="DataRefusedException">The bytes are not those that were announced.</exception>
    public void Commit()
    {
        if (!IsWhole)
            throw new InvalidOperationException($"{Offset} of {Length} bytes are there: append the rest first.");
        if (DataHash.Of(_digest.GetCurrentHash()) != Hash)
            throw new DataRefusedException(
                "what arrived is not what was announced: see that nothing writes to the data file, and send it again");
        Store();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes the next bytes.</summary>
    protected abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Stores the data, which are whole and verified, durably.</summary>
    protected abstract void Store();

    /// <summary>Removes what was written but not stored.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _digest.Dispose();
    }
}

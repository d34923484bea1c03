using System.Security.Cryptography;

namespace SweepCluster.Cluster.Data;

/// <summary>Data on their way into a store: takes bytes in order, checks their hash at the end.</summary>
/// <remarks>Pieces may come again, overlap or come too early: only the bytes that are next are taken. For one thread at a time.</remarks>
public abstract class DataUpload : IDisposable
{
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins with no bytes.</summary>
    /// <exception cref="DataRefusedException">Larger than what is taken.</exception>
    protected DataUpload(DataHash hash, long length)
    {
        if (length is < 0 or > DataTransfer.MostBytes)
            throw new DataRefusedException(
                $"the data have {length} bytes, but at most {DataTransfer.MostBytes} are taken: leave out columns or rows");
        (Hash, Length) = (hash, length);
    }

    /// <summary>What the bytes must hash to.</summary>
    public DataHash Hash { get; }

    /// <summary>Bytes that are to come in all.</summary>
    public long Length { get; }

    /// <summary>Bytes taken so far.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether all bytes are taken, and a commit may follow.</summary>
    public bool IsWhole => Offset == Length;

    /// <summary>Takes of a piece what continues the bytes taken so far; a piece that does not is passed over.</summary>
    /// <param name="offset">Where the piece lies in the data.</param>
    /// <param name="piece">Any number of bytes.</param>
    /// <exception cref="DataRefusedException">More bytes than were announced.</exception>
    public void Append(long offset, ReadOnlySpan<byte> piece)
    {
        if (offset < 0 || piece.Length > Length - offset)
            throw new DataRefusedException($"more bytes came than the {Length} that were announced: send the data again");
        var known = Offset - offset;
        if (known < 0 || known >= piece.Length)
            return;
        var news = piece[(int)known..];
        Write(news);
        _digest.AppendData(news);
        Offset += news.Length;
    }

    /// <summary>Checks the hash and makes the data known and durable; storing what is there already changes nothing.</summary>
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

    /// <summary>Writes the bytes that come next.</summary>
    protected abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Makes the data, whole and checked, known and durable.</summary>
    protected abstract void Store();

    /// <summary>Removes what was written but not stored.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _digest.Dispose();
    }
}

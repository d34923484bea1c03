using System.Buffers;
using System.Security.Cryptography;

namespace SweepCluster.Cluster.Protocol;

/// <summary>Names a data file by its content: the SHA-256 of its bytes.</summary>
/// <remarks>Always 64 lower-case hex digits, so it is safe in a path or a query, whoever sent it.</remarks>
public sealed record DataHash
{
    private const int PieceBytes = 1 << 20;

    private DataHash(string hex) => Hex = hex;

    /// <summary>64 lower-case hex digits.</summary>
    public string Hex { get; }

    /// <summary>The hash with this digest.</summary>
    /// <exception cref="FormatException">The digest does not have the length of a SHA-256.</exception>
    public static DataHash Of(ReadOnlySpan<byte> digest) => digest.Length == SHA256.HashSizeInBytes
        ? new DataHash(Convert.ToHexStringLower(digest))
        : throw new FormatException($"A SHA-256 has {SHA256.HashSizeInBytes} bytes, not {digest.Length}.");

    /// <summary>The hash written as hex digits of either case.</summary>
    /// <exception cref="FormatException">The text is not 64 hex digits.</exception>
    public static DataHash Parse(string hex) => Of(Convert.FromHexString(hex));

    /// <summary>Whether a file's name begins with a hash, as do those of data files, finished or not.</summary>
    public static bool Names(string path) =>
        Path.GetFileName(path).Split('.')[0] is { Length: 2 * SHA256.HashSizeInBytes } name
        && name.All(char.IsAsciiHexDigitLower);

    /// <summary>The hash of a file, which is read from beginning to end.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DataHash OfFile(string path, CancellationToken cancellation)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            for (int read; (read = file.Read(piece, 0, PieceBytes)) > 0; cancellation.ThrowIfCancellationRequested())
                hash.AppendData(piece, 0, read);
            return Of(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <summary>The 32 bytes of the digest.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Hex);

    /// <inheritdoc/>
    public override string ToString() => Hex;
}

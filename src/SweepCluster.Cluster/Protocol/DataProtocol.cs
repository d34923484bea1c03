using SweepCluster.Cluster.Data;

namespace SweepCluster.Cluster.Protocol;

/// <summary>The messages that bring data to a coordinator, and from there to the workers, in chunks.</summary>
/// <remarks>
/// Every message may be lost, doubled or late. The sender repeats a message until it gets an answer; the receiver
/// remembers only how far an upload has come. Bytes belong to their message, and nobody writes to them again.
/// </remarks>
public static class DataProtocol
{
    /// <summary>A message about data.</summary>
    public interface IAboutData : INetworkMessage
    {
        /// <summary>The data.</summary>
        DataHash Hash { get; }
    }

    /// <summary>Brings data.</summary>
    public interface ICommand : IAboutData
    {
        /// <summary>Drawn by the sender; distinguishes uploads of the same data.</summary>
        Guid UploadId { get; }
    }

    /// <summary>Asks for data.</summary>
    public interface IQuery : IAboutData;

    /// <summary>Answers a command or a query.</summary>
    public interface IReply : IAboutData;

    /// <summary>Begin an upload, or say how far it has come.</summary>
    /// <param name="Hash">The hash of the bytes.</param>
    /// <param name="UploadId">Drawn by the sender.</param>
    /// <param name="Length">Bytes in total.</param>
    public sealed record BeginUpload(DataHash Hash, Guid UploadId, long Length) : ICommand;

    /// <summary>Bytes of an upload.</summary>
    /// <param name="Hash">The data.</param>
    /// <param name="UploadId">The upload.</param>
    /// <param name="Offset">Where the bytes lie in the data.</param>
    /// <param name="Bytes">At most <see cref="DataTransfer.LargestChunk"/>.</param>
    public sealed record UploadChunk(DataHash Hash, Guid UploadId, long Offset, ReadOnlyMemory<byte> Bytes) : ICommand;

    /// <summary>All bytes of an upload before an offset are there: go on from it.</summary>
    public sealed record UploadAt(DataHash Hash, Guid UploadId, long Offset) : IReply;

    /// <summary>The data are stored, whole and verified.</summary>
    public sealed record DataStored(DataHash Hash) : IReply;

    /// <summary>The upload has failed; if it began again at once, it would fail again.</summary>
    public sealed record UploadRefused(DataHash Hash, string Reason) : IReply
    {
        /// <summary>Whether it may succeed later: the store is full or unavailable now.</summary>
        public bool MayPass { get; init; }
    }

    /// <summary>No such upload is under way here, as after a restart: begin it again.</summary>
    public sealed record UnknownUpload(DataHash Hash, Guid UploadId) : IReply;

    /// <summary>Ask for bytes of stored data.</summary>
    /// <param name="Hash">The data.</param>
    /// <param name="Offset">Where the bytes begin.</param>
    /// <param name="Length">At most <see cref="DataTransfer.LargestChunk"/>.</param>
    public sealed record ReadChunk(DataHash Hash, long Offset, int Length) : IQuery;

    /// <summary>Bytes of stored data.</summary>
    /// <param name="Hash">The data.</param>
    /// <param name="Offset">Where the bytes begin.</param>
    /// <param name="TotalLength">Bytes of the data in total.</param>
    /// <param name="Bytes">As many as were asked for, fewer at the end of the data.</param>
    public sealed record Chunk(DataHash Hash, long Offset, long TotalLength, ReadOnlyMemory<byte> Bytes) : IReply;

    /// <summary>From a worker: nobody needs these data any more.</summary>
    /// <remarks>Answered with <see cref="UnknownData"/>. No client of the cluster can send it.</remarks>
    public sealed record ForgetData(DataHash Hash) : IAboutData;

    /// <summary>The data are not stored here.</summary>
    public sealed record UnknownData(DataHash Hash) : IReply;
}

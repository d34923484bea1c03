namespace SweepCluster.Cluster.Data;

/// <summary>The constants of data transfers that both ends agree on.</summary>
public static class DataTransfer
{
    /// <summary>Bytes of a chunk.</summary>
    /// <remarks>
    /// Arrays of less than 85,000 bytes stay off the large object heap, so their memory is soon free again. With chunks
    /// four times as large, <c>DataMeasure</c> takes twice the time.
    /// </remarks>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>Bytes of the largest chunk taken or given.</summary>
    /// <remarks>A quarter of the largest frame, so that heartbeats never wait long behind one.</remarks>
    public const int LargestChunk = 256 * 1024;

    /// <summary>Chunks under way at a time: enough for a fast connection, few enough to hold in memory.</summary>
    public const int Window = 32;

    /// <summary>Bytes of the largest file that is taken: a little more than 2 GiB.</summary>
    public const long MostBytes = (2L << 30) + (64L << 20);

    /// <summary>How long to wait for an answer before the message is sent again.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    /// <summary>Unanswered messages in a row before an end gives up: about 40 s of silence.</summary>
    public const int Attempts = 20;
}

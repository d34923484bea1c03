namespace SweepCluster.Cluster.Data;

/// <summary>How data travel: what both ends agree on.</summary>
public static class DataTransfer
{
    /// <summary>Bytes of a chunk. Memory for less than 85,000 bytes is soon free again; chunks of four times the size take twice the time.</summary>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>Bytes of the largest chunk taken or given: a quarter of the largest frame, so heartbeats never wait long behind one.</summary>
    public const int LargestChunk = 256 * 1024;

    /// <summary>Chunks under way at a time: enough to keep a fast connection busy, few enough to hold in memory.</summary>
    public const int Window = 32;

    /// <summary>Bytes of the largest file taken: 2 GiB and a bit.</summary>
    public const long MostBytes = (2L << 30) + (64L << 20);

    /// <summary>What is not answered by then is said again.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    /// <summary>Times in a row that nothing comes of asking before an end gives up: about 40 s of silence.</summary>
    public const int Attempts = 20;
}

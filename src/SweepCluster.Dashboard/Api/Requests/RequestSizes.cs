namespace SweepCluster.Dashboard.Api.Requests;

/// <summary>How much a request may bring.</summary>
internal static class RequestSizes
{
    /// <summary>Bytes of a sweep file.</summary>
    public const long SweepFile = 1024 * 1024;

    /// <summary>Bytes of a request without data: a sweep file, and some for what is around it.</summary>
    public const long Usual = SweepFile + 64 * 1024;

    /// <summary>Bytes of the form with a token, which anybody may send.</summary>
    public const long Login = 16 * 1024;

    /// <summary>
    /// Bytes that are read of a request that is too large, so that its sender gets a reply and not a reset connection.
    /// </summary>
    public const long ReadToRefuse = 64 * 1024 * 1024;

    /// <summary>Bytes of a data file.</summary>
    public static long Data { get; } = Math.Min(2L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8);
}

using Microsoft.AspNetCore.Http;

namespace SweepCluster.Dashboard.Api;

/// <summary>How many data files may be on their way, or in use, at a time: each takes room on the disk.</summary>
internal static class DataUploads
{
    private const int Most = 16;

    private static readonly SemaphoreSlim Free = new(Most);

    /// <summary>Takes a place for one, until what is given is disposed of.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public static IDisposable Begin() => Free.Wait(0)
        ? new Place()
        : throw new ApiException(
            StatusCodes.Status503ServiceUnavailable, "Too many uploads",
            $"{Most} data files are on their way already; try again in a minute");

    private sealed class Place : IDisposable
    {
        private int _isGiven;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGiven, 1) == 0)
                Free.Release();
        }
    }
}

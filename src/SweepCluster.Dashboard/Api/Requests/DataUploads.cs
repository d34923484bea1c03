using Microsoft.AspNetCore.Http;

namespace SweepCluster.Dashboard.Api.Requests;

/// <summary>Limits the data files that are being sent or used at a time: each takes room on the disk.</summary>
internal static class DataUploads
{
    private const int Most = 16;

    private static readonly SemaphoreSlim Free = new(Most);

    /// <summary>Takes a place for one file; disposing of the result gives it back.</summary>
    /// <exception cref="ApiException">No place is free.</exception>
    public static IDisposable Begin() => Free.Wait(0)
        ? new Place()
        : throw new ApiException(
            StatusCodes.Status503ServiceUnavailable, "Too many uploads",
            $"{Most} data files are on their way already; try again in a minute");

    private sealed class Place : IDisposable
    {
        private int _isReturned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isReturned, 1) == 0)
                Free.Release();
        }
    }
}

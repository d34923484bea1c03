using Microsoft.AspNetCore.Http;

namespace SweepCluster.Dashboard.Api.Requests;

/// <summary>A request that cannot be met; the message tells its sender why.</summary>
internal sealed class ApiException(int status, string title, string what) : Exception(what)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The kind of problem.</summary>
    public string Title => title;

    /// <summary>There is no such sweep.</summary>
    public static ApiException NoSweep(string sweepId) => new(
        StatusCodes.Status404NotFound, "No such sweep",
        $"the cluster knows no sweep '{sweepId}'; GET {SweepApi.Root}/sweeps names those it knows");

    /// <summary>The request is wrong.</summary>
    public static ApiException Wrong(string what) =>
        new(StatusCodes.Status400BadRequest, "The request is not understood", what);

    /// <summary>The request is over a limit.</summary>
    public static ApiException TooLarge(string what) => new(
        StatusCodes.Status413PayloadTooLarge, "The request is too large",
        $"{what} is larger than the dashboard takes: "
        + $"{RequestSizes.SweepFile / 1024} KiB for a sweep file, {RequestSizes.Data >> 20} MiB for data");
}

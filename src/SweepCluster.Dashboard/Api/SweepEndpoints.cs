using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SweepCluster.Cluster.Client;
using SweepCluster.Dashboard.Api.Models;
using SweepCluster.Dashboard.Api.Requests;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api;

/// <summary>Which sweeps there are and how they stand.</summary>
internal static class SweepEndpoints
{
    /// <summary>Adds them.</summary>
    public static void MapSweeps(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sweeps", ListAsync).WithSummary("All sweeps of the cluster, oldest first");
        api.MapGet("/sweeps/{id}", TellAsync).WithSummary("How one sweep stands, and its file").FailsWith(404, 409);
    }

    /// <summary>One sweep as it is now.</summary>
    /// <exception cref="ApiException">There is no sweep of this name.</exception>
    public static async Task<SweepSnapshot> ReadAsync(
        LiveCluster cluster, string sweepId, CancellationToken cancellation, bool isStatusEnough = false)
    {
        var feed = await cluster.FindAsync(sweepId, cancellation).ConfigureAwait(false)
            ?? throw ApiException.NoSweep(sweepId);
        var sweep = await feed.RefreshAsync(cancellation).ConfigureAwait(false);
        // Pages go on showing an old answer; a caller who asks once wants a new one. The status alone can be new while
        // the journal is away.
        return sweep.Outage is { } outage && !(isStatusEnough && sweep.IsStatusNew)
            ? throw ClusterOutages.ExceptionOf(outage)
            : sweep;
    }

    /// <summary>The table of one sweep as it is now.</summary>
    /// <exception cref="ApiException">There is no such sweep, or it has too many trials.</exception>
    public static async Task<SweepTable> ReadTableAsync(
        LiveCluster cluster, string sweepId, CancellationToken cancellation)
    {
        var sweep = await ReadAsync(cluster, sweepId, cancellation).ConfigureAwait(false);
        return sweep.IsTooLarge
            ? throw new ApiException(
                409, "Too many trials",
                $"{sweepId} has more trials than are shown here; 'sweep results {sweepId} --out DIR' brings its files")
            : sweep.Table;
    }

    /// <summary>The cluster's overview as it is now.</summary>
    /// <exception cref="NoClusterException">No coordinator answers.</exception>
    public static async Task<ClusterSnapshot> OverviewAsync(LiveCluster cluster, CancellationToken cancellation)
    {
        var overview = await cluster.Overview.RefreshAsync(cancellation).ConfigureAwait(false);
        return overview.Outage is { } outage ? throw ClusterOutages.ExceptionOf(outage) : overview;
    }

    private static async Task<SweepsModel> ListAsync(LiveCluster cluster, CancellationToken cancellation)
    {
        var overview = await OverviewAsync(cluster, cancellation).ConfigureAwait(false);
        return new([.. overview.Sweeps.Select(SweepWords.Of)]);
    }

    private static async Task<SweepDetailsModel> TellAsync(
        string id, LiveCluster cluster, CancellationToken cancellation) =>
        SweepWords.Of(await ReadAsync(cluster, id, cancellation, isStatusEnough: true).ConfigureAwait(false));
}

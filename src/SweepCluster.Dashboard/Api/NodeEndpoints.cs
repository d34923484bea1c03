using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SweepCluster.Dashboard.Api.Models;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api;

/// <summary>The cluster's nodes.</summary>
internal static class NodeEndpoints
{
    /// <summary>Adds them.</summary>
    public static void MapNodes(this IEndpointRouteBuilder api) =>
        api.MapGet("/nodes", async (LiveCluster cluster, CancellationToken cancellation) =>
        {
            var overview = await SweepEndpoints.OverviewAsync(cluster, cancellation).ConfigureAwait(false);
            return new NodesModel(overview.Nodes);
        }).WithSummary("All nodes of the cluster: coordinators, and workers with their slots");
}

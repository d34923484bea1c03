using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Api.Models;
using SweepCluster.Dashboard.Api.Requests;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api;

/// <summary>A sweep's progress as server-sent events.</summary>
internal static class EventEndpoints
{
    /// <summary>Adds them.</summary>
    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/sweeps/{id}/events", OpenAsync)
            .WithSummary("The sweep's progress as server-sent events, until it is over")
            .WithDescription(
                "Each 'progress' event tells how the sweep stands; 'end' tells it for the last time; 'trouble' says "
                + "that the cluster does not answer now. A slow reader gets the newest state, not every one.")
            .FailsWith(404);

    private static async Task<ServerSentEventsResult<SweepModel?>> OpenAsync(
        string id, HttpContext context, LiveCluster cluster, CancellationToken cancellation)
    {
        if (await cluster.FindAsync(id, cancellation).ConfigureAwait(false) is null)
            throw ApiException.NoSweep(id);
        return TypedResults.ServerSentEvents(
            context.IsHead() ? NoEventsAsync() : EventsAsync(id, cluster, cancellation));
    }

    private static async IAsyncEnumerable<SseItem<SweepModel?>> NoEventsAsync()
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }

    // Each event is made once the last one is sent, so nothing piles up for a client that does not read. The server
    // closes the connection of such a client when its buffers are full.
    private static async IAsyncEnumerable<SseItem<SweepModel?>> EventsAsync(
        string id, LiveCluster cluster, [EnumeratorCancellation] CancellationToken cancellation)
    {
        SweepStatus? told = null;
        var isAway = false;
        await foreach (var overview in cluster.Overview.WatchAsync(cancellation).ConfigureAwait(false))
        {
            if (overview.Outage is not null)
            {
                if (!isAway)
                    yield return new SseItem<SweepModel?>(null, "trouble");
                isAway = true;
                continue;
            }

            if (overview.Find(id) is not { } status || (status == told && !isAway))
                continue;
            (told, isAway) = (status, false);
            var isOver = status.Phase.IsEnd();
            yield return new SseItem<SweepModel?>(SweepWords.Of(status), isOver ? "end" : "progress");
            if (isOver)
                yield break;
        }
    }
}

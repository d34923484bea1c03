using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SweepCluster.Dashboard.Api.Models;
using SweepCluster.Dashboard.Api.Requests;
using SweepCluster.Dashboard.Live;
using SweepCluster.Sweeps.Decisions;

namespace SweepCluster.Dashboard.Api;

/// <summary>Pausing, resuming, cancelling and retrying.</summary>
internal static class ControlEndpoints
{
    /// <summary>Adds them.</summary>
    public static void MapControls(this IEndpointRouteBuilder api)
    {
        Map(api, "pause", "paused", "Grants no further trials; what is in training is finished",
            (cluster, id, cancellation) => cluster.PauseAsync(id, cancellation));
        Map(api, "resume", "resumed", "Goes on with a paused sweep",
            (cluster, id, cancellation) => cluster.ResumeAsync(id, cancellation));
        Map(api, "cancel", "cancelled", "Stops a sweep at once; trials without a result are cancelled",
            (cluster, id, cancellation) => cluster.CancelAsync(id, cancellation));
        api.MapPost("/sweeps/{id}/retry", RetryAsync)
            .WithSummary("Trains the failed trials again (state=failed), the cancelled ones (cancelled) or both")
            .FailsWith(400, 403, 404, 409);
    }

    private static void Map(
        IEndpointRouteBuilder api, string verb, string done, string summary,
        Func<LiveCluster, string, CancellationToken, Task> control) => api
        .MapPost($"/sweeps/{{id}}/{verb}", async (string id, LiveCluster cluster, CancellationToken cancellation) =>
        {
            await FindAsync(cluster, id, cancellation).ConfigureAwait(false);
            await control(cluster, id, cancellation).ConfigureAwait(false);
            return new DoneModel(id, done);
        })
        .WithSummary(summary)
        .FailsWith(403, 404, 409);

    private static async Task<DoneModel> RetryAsync(
        string id, LiveCluster cluster, CancellationToken cancellation, string state = "failed")
    {
        if (!Enum.TryParse<RetryWhich>(state, ignoreCase: true, out var which)
            || !Enum.IsDefined(which) || char.IsAsciiDigit(state[0]))
            throw ApiException.Wrong($"'{state}' is no state of trials to retry; write failed, cancelled or both");
        await FindAsync(cluster, id, cancellation).ConfigureAwait(false);
        await cluster.RetryAsync(id, which, cancellation).ConfigureAwait(false);
        return new(id, "retried");
    }

    private static async Task FindAsync(LiveCluster cluster, string id, CancellationToken cancellation)
    {
        if (await cluster.FindAsync(id, cancellation).ConfigureAwait(false) is null)
            throw ApiException.NoSweep(id);
    }
}

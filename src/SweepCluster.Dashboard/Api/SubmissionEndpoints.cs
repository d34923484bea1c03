using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SweepCluster.Dashboard.Api.Models;
using SweepCluster.Dashboard.Api.Requests;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Planning;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Dashboard.Api;

/// <summary>Sends sweeps to the cluster, or says what is wrong with them and what they would take.</summary>
internal static class SubmissionEndpoints
{
    private const string Parts =
        "As JSON, or as multipart/form-data with the parts sweep (the sweep file), data (its data file) and priority.";

    // How a request may fail before anybody looks at the sweep.
    private static readonly int[] Unread = [400, 403, 413, 415, 507];

    /// <summary>Adds them.</summary>
    public static void MapSubmissions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/sweeps", SubmitAsync)
            .WithSummary("Submits a sweep and its data, as 'sweep submit' does").WithDescription(Parts)
            .Accepts<SweepToSend>("application/json", "multipart/form-data")
            .FailsWith([.. Unread, 409, 422]);
        api.MapPost("/plan", CheckAsync)
            .WithSummary("Says what is wrong with a sweep, line by line, or what it would take, as 'sweep plan' does")
            .WithDescription(Parts)
            .Accepts<SweepToSend>("application/json", "multipart/form-data")
            .FailsWith(Unread);
    }

    private static async Task<Created<AcceptedModel>> SubmitAsync(
        HttpRequest request, LiveCluster cluster, CancellationToken cancellation)
    {
        using var sent = await SentSweep.ReadAsync(request, cancellation).ConfigureAwait(false);
        var (id, same) = await cluster.SubmitAsync(sent.Upload, cancellation).ConfigureAwait(false);
        return TypedResults.Created($"{request.PathBase}{SweepApi.Root}/sweeps/{id}", new AcceptedModel(id, same));
    }

    private static async Task<CheckModel> CheckAsync(
        HttpRequest request, SweepForecaster forecaster, CancellationToken cancellation)
    {
        using var sent = await SentSweep.ReadAsync(request, cancellation).ConfigureAwait(false);
        try
        {
            var forecast = await forecaster.ForecastAsync(sent.Upload, cancellation).ConfigureAwait(false);
            return new([], new PlanModel(
                forecast.Data,
                forecast.Trials, forecast.Packs, forecast.Updates, forecast.Bytes, forecast.Seconds, forecast.Slots,
                [.. ForecastWords.Warnings(forecast, Room.Here(".")), .. forecast.Ends]));
        }
        catch (InvalidInputException invalid)
        {
            return new([.. invalid.Problems.Select(ProblemModel.Of)], null);
        }
    }
}

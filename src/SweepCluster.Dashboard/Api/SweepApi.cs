using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Dashboard.Api.Models;

namespace SweepCluster.Dashboard.Api;

/// <summary>The HTTP API: the command line's verbs, for programs.</summary>
internal static class SweepApi
{
    /// <summary>Where it is.</summary>
    public const string Root = "/api/v1";

    /// <summary>Adds what it needs.</summary>
    public static IServiceCollection AddSweepApi(this IServiceCollection services, bool asksForToken)
    {
        services.ConfigureHttpJsonOptions(json => ApiJson.Set(json.SerializerOptions));
        // A wrong parameter becomes a problem like any other error.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProblemDetails().AddExceptionHandler<ApiErrors>();
        services.AddOpenApi("v1", description => description.Describe(asksForToken));
        return services;
    }

    /// <summary>Adds its addresses.</summary>
    public static void MapSweepApi(this IEndpointRouteBuilder routes, bool asksForToken)
    {
        var api = routes.MapGroup(Root).FailsWith(ApiDescription.Everywhere(asksForToken));
        var sweeps = api.MapGroup("").WithTags("sweeps");
        sweeps.MapSweeps();
        sweeps.MapSubmissions();
        sweeps.MapControls();
        sweeps.MapEvents();
        var results = api.MapGroup("").WithTags("results");
        results.MapTrials();
        results.MapDownloads();
        api.MapGroup("").WithTags("nodes").MapNodes();
        routes.MapOpenApi($"{Root}/openapi.json");
    }
}

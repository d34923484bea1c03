using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using SweepCluster.Dashboard.Hosting;

namespace SweepCluster.Dashboard.Api;

/// <summary>The HTTP API: the command line's verbs, for programs.</summary>
internal static class SweepApi
{
    /// <summary>Where it is.</summary>
    public const string Root = "/api/v1";

    /// <summary>Adds what it needs.</summary>
    public static IServiceCollection AddSweepApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => ApiJson.Set(json.SerializerOptions));
        services.AddProblemDetails().AddExceptionHandler<ApiErrors>();
        services.AddOpenApi("v1", document => document.AddDocumentTransformer((api, context, _) =>
        {
            api.Info.Title = "SweepCluster";
            api.Info.Description = "Sweeps, trials and nodes of a cluster. Every error is application/problem+json.";
            // Below a host's root programs must know where.
            api.Servers = context.ApplicationServices.GetRequiredService<DashboardOptions>().PathBase is { Length: > 0 } path
                ? [new OpenApiServer { Url = path }]
                : [];
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary>Adds its addresses.</summary>
    public static void MapSweepApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root);
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

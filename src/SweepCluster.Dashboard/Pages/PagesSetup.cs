using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SweepCluster.Dashboard.Components.Charts;
using SweepCluster.Dashboard.Explaining;
using SweepCluster.Dashboard.Planning;
using SweepCluster.Dashboard.Watchers;

namespace SweepCluster.Dashboard.Pages;

/// <summary>The dashboard's pages as a part of a web host.</summary>
public static class PagesSetup
{
    // A sweep file in the editor is one message; each of its characters may take several bytes.
    private const long LargestMessage = 4 << 20;

    /// <summary>Adds what pages need besides a <see cref="Live.LiveCluster"/>.</summary>
    public static IServiceCollection AddSweepPages(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<FigureCache>().AddSingleton<SweepExplainer>().AddSingleton<SweepForecaster>();
        services.AddScoped<PageScript>();
        // Nothing of a page outlives its host, so neither need its keys.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        return services;
    }

    /// <summary>Adds the pages and what they load.</summary>
    public static void MapSweepPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets/{name}", Assets.Send).ExcludeFromDescription();
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}

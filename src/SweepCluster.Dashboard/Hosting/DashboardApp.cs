using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Dashboard.Api;
using SweepCluster.Dashboard.Pages;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>What the dashboard is made of: the way a request takes, and what there is to ask for.</summary>
internal static class DashboardApp
{
    /// <summary>Adds what pages and API need.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services, DashboardOptions options)
    {
        services.AddRouting();
        services.AddSweepPages();
        services.AddSingleton<IProblemDetailsWriter, ProblemPage>();
        services.AddSweepApi(asksForToken: options.Token is not null);
        if (options.Token is { } token)
            services.AddTokenAccess(token, options);
        return services;
    }

    /// <summary>Lays the way of a request.</summary>
    public static void UseDashboard(this WebApplication app, DashboardOptions options)
    {
        app.UseSecurityHeaders(options);
        app.UsePublicPath(options);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseOwnHost(options);
        app.UseOwnPages(options);
        app.UsePublicHost(options);
        app.UseHead();
        app.UseRouting();
        if (options.Token is not null)
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapLogin();
        }

        app.UseAntiforgery();
        app.MapSweepApi(asksForToken: options.Token is not null);
        app.MapSweepPages();
    }
}

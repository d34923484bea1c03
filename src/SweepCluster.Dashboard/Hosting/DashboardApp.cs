using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Dashboard.Api;
using SweepCluster.Dashboard.Api.Requests;
using SweepCluster.Dashboard.Pages;
using SweepCluster.Dashboard.Settings;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Puts the dashboard together: its services, and the pipeline that a request runs through.</summary>
internal static class DashboardApp
{
    /// <summary>Adds the services that pages and API need.</summary>
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

    /// <summary>Builds the request pipeline.</summary>
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

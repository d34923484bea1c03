using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>What the dashboard is made of: the way a request takes, and what there is to ask for.</summary>
internal static class DashboardApp
{
    /// <summary>Where embedded files are served.</summary>
    public const string AssetPath = "/assets";

    /// <summary>Adds what pages and API need.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddRouting();
        services.AddProblemDetails();
        return services;
    }

    /// <summary>Lays the way of a request.</summary>
    public static void UseDashboard(this WebApplication app, DashboardOptions options)
    {
        app.UseSecurityHeaders(options);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseOwnHost(options);
        app.UseOwnPages();
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = AssetPath,
            FileProvider = new EmbeddedFileProvider(typeof(DashboardApp).Assembly, "assets"),
        });
    }
}

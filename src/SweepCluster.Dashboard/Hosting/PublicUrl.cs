using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>The address that people use where a reverse proxy passes their requests on.</summary>
public static class PublicUrl
{
    /// <summary>Reads one, such as https://host/sweep.</summary>
    /// <exception cref="DashboardException">It is none.</exception>
    public static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url is { Host.Length: > 0, Query: "", Fragment: "", UserInfo: "" }
            ? url
            : throw new DashboardException(
                $"'{text}' is no address that a browser can be given; write the one that people use, such as https://host/sweep");

    /// <summary>Takes the path's prefix off, whether the proxy has left it there or not, so that both kinds of proxy will do.</summary>
    internal static void UsePublicPath(this IApplicationBuilder app, DashboardOptions options) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (options.PathBase is { Length: > 0 } prefix && request.Path.StartsWithSegments(prefix, out var rest))
        {
            // What a page names is relative to its folder, and that ends with a slash.
            if (!rest.HasValue)
            {
                context.Response.Redirect($"{prefix}/{request.QueryString}");
                return Task.CompletedTask;
            }

            request.Path = rest;
        }

        request.PathBase = options.PathBase;
        return next(context);
    });

    /// <summary>Has answers name the address that people use, whatever name the proxy asks by.</summary>
    /// <remarks>Stands behind the checks of who asks: they go by what was really said.</remarks>
    internal static void UsePublicHost(this IApplicationBuilder app, DashboardOptions options)
    {
        if (options.PublicUrl is not { } url)
            return;
        app.Use((context, next) =>
        {
            (context.Request.Scheme, context.Request.Host) = (url.Scheme, new HostString(url.Authority));
            return next(context);
        });
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SweepCluster.Dashboard.Settings;

/// <summary>The address that people use if a reverse proxy forwards their requests.</summary>
public static class PublicUrl
{
    /// <summary>Reads one, such as https://host/sweep.</summary>
    /// <exception cref="DashboardException">It is not one.</exception>
    public static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url is { Host.Length: > 0, Query: "", Fragment: "", UserInfo: "" }
            ? url
            : throw new DashboardException(
                $"'{text}' is no address that a browser can be given; "
                + "write the one that people use, such as https://host/sweep");

    /// <summary>Removes the path's prefix if the proxy has left it there, so either kind of proxy will do.</summary>
    internal static void UsePublicPath(
        this IApplicationBuilder app, DashboardOptions options) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (options.PathBase is { Length: > 0 } prefix && request.Path.StartsWithSegments(prefix, out var rest))
        {
            // Pages refer to everything relative to their folder, whose address ends with a slash.
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

    /// <summary>Makes responses name the address that people use, whatever host the proxy asks for.</summary>
    /// <remarks>Runs after the checks of a request's origin: they need the host that was really asked for.</remarks>
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

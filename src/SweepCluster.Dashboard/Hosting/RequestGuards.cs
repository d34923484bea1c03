using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Keeps foreign web pages out.</summary>
internal static class RequestGuards
{
    private const string BehindProxy =
        "Behind a reverse proxy, start the dashboard with --public-url and the address that people use, such as https://host/sweep.";

    /// <summary>Says what a browser may do with the answers: load nothing from elsewhere, be shown in no other page.</summary>
    /// <remarks>The figures' library makes functions and styles as it runs; scripts in line it does not need, so none run.</remarks>
    public static void UseSecurityHeaders(this IApplicationBuilder app, DashboardOptions options) => app.Use((context, next) =>
    {
        // At the very last: what answers an error begins by clearing the headers.
        context.Response.OnStarting(() =>
        {
            Set(context.Response.Headers, options);
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>On loopback, where nobody logs in, answers to this machine's own names alone.</summary>
    /// <remarks>A foreign name that is made to point here (DNS rebinding) would give its page the rights of this one.</remarks>
    public static void UseOwnHost(this IApplicationBuilder app, DashboardOptions options) => app.Use((context, next) =>
        !options.IsLoopback || IsOwn(context.Request.Host.Host) || IsPublic(context.Request.Host.Host, options)
            ? next(context)
            : Refusal.WriteAsync(
                context, StatusCodes.Status421MisdirectedRequest,
                "this dashboard answers to localhost, 127.0.0.1 and [::1]; ask for it by one of these names. "
                + BehindProxy));

    /// <summary>Lets no foreign web page change anything, nor open a connection that may.</summary>
    public static void UseOwnPages(this IApplicationBuilder app, DashboardOptions options) => app.Use((context, next) =>
        IsSafe(context.Request) || IsFromOwnPage(context.Request, options)
            ? next(context)
            : Refusal.WriteAsync(
                context, StatusCodes.Status403Forbidden, "another web page asked for this; only the dashboard's own pages may. " + BehindProxy));

    private static void Set(IHeaderDictionary headers, DashboardOptions options)
    {
        headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            + "font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // With none at all, browsers would hide from the dashboard itself that a form is its own.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (options.Certificate is not null)
            headers.StrictTransportSecurity = "max-age=31536000";
    }

    private static bool IsOwn(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsPublic(string host, DashboardOptions options) =>
        host.Equals(options.PublicUrl?.Host, StringComparison.OrdinalIgnoreCase);

    private static bool IsSafe(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        && !request.Headers.ContainsKey(HeaderNames.Upgrade)
        && !HttpMethods.IsConnect(request.Method);

    // Browsers say where a request comes from and pages cannot change that; what says neither is no browser.
    private static bool IsFromOwnPage(HttpRequest request, DashboardOptions options)
    {
        var site = request.Headers["Sec-Fetch-Site"] is [{ } told, ..] ? told : null;
        if (site is not (null or "same-origin" or "none"))
            return false;
        return request.Headers.Origin is not [{ } origin, ..]
            || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || (origin == "null" && site == "same-origin")
            || origin.Equals(options.PublicUrl?.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
    }
}

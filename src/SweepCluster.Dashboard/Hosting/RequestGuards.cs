using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SweepCluster.Dashboard.Settings;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Keeps other sites' web pages out.</summary>
internal static class RequestGuards
{
    private const string BehindProxy =
        "Behind a reverse proxy, start the dashboard with --public-url and the address that people use, "
        + "such as https://host/sweep.";

    /// <summary>Forbids browsers to load anything from elsewhere, or to show a page inside another.</summary>
    /// <remarks>
    /// Plotly inserts styles as it runs, so inline styles are allowed. Nothing needs inline scripts, so they are not.
    /// </remarks>
    public static void UseSecurityHeaders(
        this IApplicationBuilder app, DashboardOptions options) => app.Use((context, next) =>
    {
        // As late as possible: the exception handler clears the headers before it answers.
        context.Response.OnStarting(() =>
        {
            Set(context.Response.Headers, options);
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>On loopback, where nobody logs in, answers only to this machine's own names.</summary>
    /// <remarks>
    /// A name of another site that resolves to this machine (DNS rebinding) would give its pages our rights.
    /// </remarks>
    public static void UseOwnHost(this IApplicationBuilder app, DashboardOptions options) => app.Use((context, next) =>
        !options.IsLoopback || IsOwn(context.Request.Host.Host) || IsPublic(context.Request.Host.Host, options)
            ? next(context)
            : Refusal.WriteAsync(
                context, StatusCodes.Status421MisdirectedRequest,
                "this dashboard answers to localhost, 127.0.0.1 and [::1]; ask for it by one of these names. "
                + BehindProxy));

    /// <summary>Lets no other site's page change anything, or open a connection that can.</summary>
    public static void UseOwnPages(this IApplicationBuilder app, DashboardOptions options) => app.Use((context, next) =>
        IsSafe(context.Request) || IsFromOwnPage(context.Request, options)
            ? next(context)
            : Refusal.WriteAsync(
                context, StatusCodes.Status403Forbidden,
                "another web page asked for this; only the dashboard's own pages may. " + BehindProxy));

    private static void Set(IHeaderDictionary headers, DashboardOptions options)
    {
        headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            + "font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Without a referrer, browsers would send "Origin: null" even for the dashboard's own forms.
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
        (HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method))
        && !request.Headers.ContainsKey(HeaderNames.Upgrade);

    // Browsers send one of these headers, and pages cannot change them; a client that sends neither is not a browser.
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

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SweepCluster.Dashboard.Api.Requests;

/// <summary>Answers HEAD as GET, without the body.</summary>
internal static class HeadRequests
{
    private static readonly object Mark = new();

    /// <summary>Routes a HEAD as a GET; the web server knows the real method and sends headers only.</summary>
    public static void UseHead(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Items[Mark] = true;
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });

    /// <summary>Whether the request was a HEAD, so that nobody waits for the body.</summary>
    public static bool IsHead(this HttpContext context) => context.Items.ContainsKey(Mark);
}

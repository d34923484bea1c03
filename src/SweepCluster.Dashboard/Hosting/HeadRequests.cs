using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Answers HEAD as GET, without the body.</summary>
internal static class HeadRequests
{
    private static readonly object Mark = new();

    /// <summary>Has routes take a HEAD for a GET; the web server knows what came, and sends headers alone.</summary>
    public static void UseHead(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Items[Mark] = true;
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });

    /// <summary>Whether nobody waits for the body.</summary>
    public static bool IsHead(this HttpContext context) => context.Items.ContainsKey(Mark);
}

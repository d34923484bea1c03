using Microsoft.AspNetCore.Http;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Refuses a request in plain words.</summary>
internal static class Refusal
{
    /// <summary>Answers with a problem.</summary>
    public static Task WriteAsync(HttpContext context, int status, string what) =>
        TypedResults.Problem(what, statusCode: status).ExecuteAsync(context);
}

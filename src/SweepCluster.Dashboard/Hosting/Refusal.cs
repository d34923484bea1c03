using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Refuses a request in plain words.</summary>
internal static class Refusal
{
    /// <summary>Answers with a problem.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string what)
    {
        context.Response.StatusCode = status;
        var problem = new ProblemDetails
        {
            Status = status,
            Title = ReasonPhrases.GetReasonPhrase(status),
            Detail = what,
        };
        var isTold = await context.RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem }).ConfigureAwait(false);
        if (!isTold)
            await TypedResults.Problem(problem).ExecuteAsync(context).ConfigureAwait(false);
    }
}

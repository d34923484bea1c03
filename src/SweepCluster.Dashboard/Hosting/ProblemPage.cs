using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Shows a person in a browser what is wrong with a request; programs get the same as JSON.</summary>
internal sealed class ProblemPage : IProblemDetailsWriter
{
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
        <title>TITLE – SweepCluster</title>
        <style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto;
        padding: 0 1rem; overflow-wrap: anywhere }</style>
        </head>
        <body><main>
        <h1>TITLE</h1>
        <p>DETAIL</p>
        <p><a href="HOME">All sweeps</a> · <a href="HOMEnodes">Nodes</a> · <a href="HOMEnew">New sweep</a></p>
        </main></body>
        </html>
        """;

    private static readonly PathString[] ForPrograms = ["/api", "/_blazor"];

    /// <inheritdoc/>
    public bool CanWrite(ProblemDetailsContext context)
    {
        var request = context.HttpContext.Request;
        return !ForPrograms.Any(path => request.Path.StartsWithSegments(path))
            && IsForPeople(request.Headers.Accept.ToString());
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        var status = problem.Status ?? http.Response.StatusCode;
        var isUnknown = status == StatusCodes.Status404NotFound;
        var title = isUnknown ? "No such page" : problem.Title ?? ReasonPhrases.GetReasonPhrase(status);
        var detail = problem.Detail is { Length: > 0 } told ? told
            : isUnknown ? $"There is nothing at {http.Request.PathBase}{http.Request.Path}."
            : "The dashboard cannot answer this.";
        var sentence = $"{char.ToUpperInvariant(detail[0])}{detail[1..]}";
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(
            Page.Replace("HOME", WebUtility.HtmlEncode($"{http.Request.PathBase}/"), StringComparison.Ordinal)
                .Replace("TITLE", WebUtility.HtmlEncode(title), StringComparison.Ordinal)
                    .Replace("DETAIL", WebUtility.HtmlEncode(sentence), StringComparison.Ordinal),
            http.RequestAborted).ConfigureAwait(false);
    }

    private static bool IsForPeople(string accept) =>
        accept.Length == 0 || accept.Contains("text/html", StringComparison.OrdinalIgnoreCase)
        || accept.Contains("*/*", StringComparison.Ordinal);
}

using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using SweepCluster.Cluster.Client;
using SweepCluster.Dashboard.Api.Models;
using SweepCluster.Dashboard.Api.Requests;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Dashboard.Api;

/// <summary>Turns what fails in a request into a problem in plain words.</summary>
internal sealed class ApiErrors(IProblemDetailsService problems, ILogger<ApiErrors> log) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
            return true;
        var problem = Of(exception) ?? Unforeseen(context, exception);
        context.Response.StatusCode = problem.Status!.Value;
        var failure = new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = problem,
            Exception = exception,
        };
        return await problems.TryWriteAsync(failure).ConfigureAwait(false);
    }

    private ProblemDetails Unforeseen(HttpContext context, Exception cause)
    {
        log.LogError(cause, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
        return Of(
            StatusCodes.Status500InternalServerError, "The dashboard failed",
            "what was asked for failed here; the dashboard's log says more");
    }

    private static ProblemDetails? Of(Exception cause) => cause switch
    {
        InvalidInputException invalid => new ProblemDetails
        {
            Status = StatusCodes.Status422UnprocessableEntity,
            Title = "The sweep file or its data are wrong",
            Detail = invalid.Message,
            Extensions = { ["problems"] = invalid.Problems.Select(ProblemModel.Of).ToList() },
        },
        NoClusterException => Of(StatusCodes.Status503ServiceUnavailable, "The cluster does not answer", cause.Message),
        JournalAwayException =>
            Of(StatusCodes.Status503ServiceUnavailable, "The cluster waits for its journal", cause.Message),
        RefusedException => Of(StatusCodes.Status409Conflict, "The cluster refuses", cause.Message),
        ApiException told => Of(told.Status, told.Title, told.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Of(
            StatusCodes.Status413PayloadTooLarge, "The request is too large",
            ApiException.TooLarge("The request").Message),
        BadHttpRequestException bad => Of(bad.StatusCode, "The request is not understood", BadRequestWords.Of(bad)),
        InvalidDataException => Of(
            StatusCodes.Status400BadRequest, "The request is not understood",
            $"the form is wrong: {cause.Message}"),
        _ when MemoryWords.IsOutOfMemory(cause) => Of(
            StatusCodes.Status507InsufficientStorage, "The dashboard has not enough memory",
            MemoryWords.UsedUp(Room.Here("."))),
        _ => null,
    };

    private static ProblemDetails Of(int status, string title, string detail) =>
        new() { Status = status, Title = title, Detail = Shown.Line(detail) };
}

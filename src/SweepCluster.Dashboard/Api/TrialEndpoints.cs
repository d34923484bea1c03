using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SweepCluster.Dashboard.Api.Models;
using SweepCluster.Dashboard.Api.Requests;
using SweepCluster.Dashboard.Explaining;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api;

/// <summary>The ranked table, one page at a time, and single trials.</summary>
internal static class TrialEndpoints
{
    private const int MostRows = 1000;
    private static readonly string[] Own = ["skip", "take", "sort", "access_token"];

    /// <summary>Adds them.</summary>
    public static void MapTrials(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sweeps/{id}/trials", PageAsync)
            .WithSummary("The ranked table so far, one page at a time")
            .WithDescription(
                "sort=COLUMN sorts by a column of summary.csv, sort=-COLUMN with the largest first; "
                + "any other COLUMN=TEXT keeps the trials whose cell is that text, such as verdict=STALLED.")
            .FailsWith(400, 404, 409);
        api.MapGet("/sweeps/{id}/trials/{trial:long}", TellAsync)
            .WithSummary("One trial: its row, learning curve and attempts; with explain=true, why it ended as it did")
            .FailsWith(400, 404, 409, 422);
        api.MapGet("/sweeps/{id}/trials/{trial:long}/log", TellLogAsync)
            .WithSummary("What a trial of a sweep of programs has printed, while it runs and afterwards")
            .WithDescription(
                "The last 64 KiB of its output and of its errors while it runs; the last 16 KiB of each once it has "
                + "ended on a cluster's worker.")
            .FailsWith(404, 409);
    }

    private static async Task<LogModel> TellLogAsync(
        string id, long trial, LiveCluster cluster, CancellationToken cancellation)
    {
        if (await cluster.FindAsync(id, cancellation).ConfigureAwait(false) is null)
            throw ApiException.NoSweep(id);
        return LogModel.Of(trial, await cluster.ReadLogAsync(id, trial, cancellation).ConfigureAwait(false));
    }

    private static async Task<TrialsModel> PageAsync(
        string id, HttpRequest request, LiveCluster cluster, CancellationToken cancellation,
        int skip = 0, int take = 100, string? sort = null)
    {
        if (skip < 0 || take is < 1 or > MostRows)
            throw ApiException.Wrong($"skip is at least 0, and take from 1 to {MostRows}");
        var table = await SweepEndpoints.ReadTableAsync(cluster, id, cancellation).ConfigureAwait(false);
        var query = new TrialQuery
        {
            Skip = skip,
            Take = take,
            SortBy = sort?.TrimStart('-'),
            Descending = sort?.StartsWith('-') ?? false,
            Where =
            [
                .. from pair in request.Query
                   where !Own.Contains(pair.Key)
                   from text in pair.Value
                   select (pair.Key, text ?? ""),
            ],
        };
        var unknown = query.Where.Select(where => where.Column).Append(query.SortBy ?? "rank")
            .FirstOrDefault(name => !table.Columns.Contains(name));
        if (unknown is not null)
            throw ApiException.Wrong(
                $"there is no column '{unknown}'; the columns are {string.Join(", ", table.Columns)}");
        var page = table.Page(query);
        return new(table.Columns, page.Total, skip, [.. page.Rows.Select(row => SweepWords.Of(table, row))]);
    }

    private static async Task<TrialModel> TellAsync(
        string id, long trial, LiveCluster cluster, SweepExplainer explainer, CancellationToken cancellation,
        bool explain = false)
    {
        var table = await SweepEndpoints.ReadTableAsync(cluster, id, cancellation).ConfigureAwait(false);
        var view = table.Find(trial) ?? throw new ApiException(
            StatusCodes.Status404NotFound, "No such trial",
            $"{id} has no trial {trial}; it has {table.Results.Ranked.Length}, from 0");
        if (!explain || view.Result.Outcome is not { } outcome)
            return SweepWords.Of(table, view, explanation: null);
        var sweep = await SweepEndpoints.ReadAsync(cluster, id, cancellation).ConfigureAwait(false);
        var explanation = await explainer.ExplainAsync(sweep, trial, outcome, cancellation).ConfigureAwait(false);
        return SweepWords.Of(table, view, explanation);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tables;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Dashboard.Api;

/// <summary>A sweep's files, as <c>sweep results</c> writes them; before its end, with the results so far.</summary>
internal static class DownloadEndpoints
{
    private const string Csv = "text/csv; charset=utf-8";

    /// <summary>Adds them.</summary>
    public static void MapDownloads(this IEndpointRouteBuilder api)
    {
        MapCsv(api, SummaryCsv.FileName, SummaryCsv.Write);
        MapCsv(api, ConfigurationsCsv.FileName, ConfigurationsCsv.Write);
        MapCsv(api, CurvesCsv.FileName, CurvesCsv.Write);
        MapCsv(api, AttemptsCsv.FileName, AttemptsCsv.Write);
        Map(api, "summary.json", "application/json", (output, results) =>
        {
            using var csv = Summary(results);
            JsonTable.Write(output, csv);
            return Task.CompletedTask;
        });
        Map(api, "summary.parquet", "application/vnd.apache.parquet", async (output, results) =>
        {
            using var csv = Summary(results);
            await ParquetTable.WriteAsync(output, csv).ConfigureAwait(false);
        });
        api.MapGet("/sweeps/{id}/sweep.hocon", async (string id, LiveCluster cluster, CancellationToken cancellation) =>
        {
            var sweep = await SweepEndpoints.ReadAsync(cluster, id, cancellation).ConfigureAwait(false);
            return TypedResults.Text(sweep.Text);
        })
            .WithSummary("The sweep file with every default filled in")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain")
            .FailsWith(404, 409);
    }

    private static void MapCsv(IEndpointRouteBuilder api, string file, Action<TextWriter, SweepResults> write) =>
        Map(api, file, Csv, (output, results) =>
        {
            using var writer = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
            write(writer, results);
            return Task.CompletedTask;
        });

    private static void Map(
        IEndpointRouteBuilder api, string file, string type, Func<Stream, SweepResults, Task> write) => api
        .MapGet($"/sweeps/{{id}}/{file}", (string id, LiveCluster cluster, CancellationToken cancellation) =>
            SendAsync(id, file, type, cluster, write, cancellation))
        .WithSummary($"{file}, as 'sweep results' writes it")
        .Produces(StatusCodes.Status200OK, contentType: type.Split(';')[0])
        .FailsWith(404, 409);

    // Written whole before it is sent, so a slow reader costs a file and no memory.
    private static async Task<FileStreamHttpResult> SendAsync(
        string id,
        string file,
        string type,
        LiveCluster cluster,
        Func<Stream, SweepResults, Task> write,
        CancellationToken cancellation)
    {
        var table = await SweepEndpoints.ReadTableAsync(cluster, id, cancellation).ConfigureAwait(false);
        var written = TemporaryFile();
        try
        {
            await Task.Run(() => write(written, table.Results), cancellation).ConfigureAwait(false);
            written.Position = 0;
            return TypedResults.Stream(written, type, $"{id}-{file}");
        }
        catch
        {
            await written.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Only this user can read it, and it is gone once sent. It loses its name at once, so a killed process leaves none.
    private static FileStream TemporaryFile()
    {
        var path = Path.GetTempFileName();
        var file = new FileStream(
            path, FileMode.Truncate, FileAccess.ReadWrite, FileShare.None, 64 * 1024,
            FileOptions.Asynchronous | (OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None));
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return file;
    }

    private static StringReader Summary(SweepResults results)
    {
        using var csv = new StringWriter();
        SummaryCsv.Write(csv, results);
        return new StringReader(csv.ToString());
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SweepCluster.Dashboard.Hosting;
using SweepCluster.Dashboard.Live;
using SweepCluster.Training.Data;

namespace SweepCluster.Dashboard.Api;

/// <summary>Reads a sweep out of a request: as JSON, or as a form of the parts sweep, data and priority.</summary>
/// <remarks>Data go to a file as they come; nothing large is ever in memory. The file is gone with this.</remarks>
internal sealed class SentSweep : IDisposable
{
    private const int MostParts = 8;

    private static readonly JsonSerializerOptions Json = ApiJson.Options();
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private DirectoryInfo? _folder;
    private string? _text;
    private string? _dataFile;
    private int _priority = 1;

    /// <summary>The sweep.</summary>
    public SweepUpload Upload => new(
        _text ?? throw ApiException.Wrong("the request has no part 'sweep': send the text of the sweep file as that"), _dataFile, _priority);

    /// <summary>Reads it.</summary>
    /// <exception cref="ApiException">The request is wrong or too large.</exception>
    public static async Task<SentSweep> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var sent = new SentSweep();
        try
        {
            if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
                && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
                await sent.ReadPartsAsync(request, type, cancellation).ConfigureAwait(false);
            else if (request.HasJsonContentType())
                await sent.ReadJsonAsync(request, cancellation).ConfigureAwait(false);
            else
                throw new ApiException(
                    StatusCodes.Status415UnsupportedMediaType, "The request is not understood",
                    "send JSON {\"sweep\": \"...\"} or a multipart form with the parts sweep and data");
            return sent;
        }
        catch
        {
            sent.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder?.Delete(recursive: true);

    private async Task ReadJsonAsync(HttpRequest request, CancellationToken cancellation)
    {
        Allow(request, RequestSizes.ReadToRefuse);
        var body = await ReadTextAsync(request.Body, RequestSizes.Usual, "The sweep file", cancellation).ConfigureAwait(false);
        var json = JsonSerializer.Deserialize<SweepToSend>(body, Json);
        (_text, _priority) = (json?.Sweep, Checked(json?.Priority ?? 1));
        if (_text is not null && Encoding.UTF8.GetByteCount(_text) > RequestSizes.SweepFile)
            throw ApiException.TooLarge("The sweep file");
    }

    private async Task ReadPartsAsync(HttpRequest request, MediaTypeHeaderValue type, CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value
            ?? throw ApiException.Wrong("the form has no boundary between its parts");
        Allow(request, RequestSizes.Data + RequestSizes.Usual);
        var reader = new MultipartReader(boundary, request.Body);
        for (var parts = 0; await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false) is { } part; parts++)
        {
            if (parts == MostParts)
                throw ApiException.Wrong($"the form has more than {MostParts} parts");
            await ReadPartAsync(part, cancellation).ConfigureAwait(false);
        }
    }

    private async Task ReadPartAsync(MultipartSection part, CancellationToken cancellation)
    {
        var name = part.GetContentDispositionHeader()?.Name.Value?.Trim('"');
        switch (name)
        {
            case "sweep":
                _text = await ReadTextAsync(part.Body, RequestSizes.SweepFile, "The sweep file", cancellation).ConfigureAwait(false);
                break;
            case "priority":
                var text = await ReadTextAsync(part.Body, 32, "The priority", cancellation).ConfigureAwait(false);
                _priority = Checked(int.TryParse(text, out var number) ? number : 0);
                break;
            case "data":
                await StoreAsync(part.Body, cancellation).ConfigureAwait(false);
                break;
            default:
                throw ApiException.Wrong(
                    $"the form has a part '{Shown.Plain(name ?? "")}'; its parts are sweep, data and priority");
        }
    }

    private async Task StoreAsync(Stream body, CancellationToken cancellation)
    {
        _folder ??= Directory.CreateTempSubdirectory("sweep-sent-");
        // The name that came with it is its sender's: it names no place on this machine.
        var path = Path.Combine(_folder.FullName, "data");
        try
        {
            await using var file = File.Create(path);
            await CopyAsync(body, file, RequestSizes.Data, "The data file", cancellation).ConfigureAwait(false);
        }
        catch (IOException full) when (full is not BadHttpRequestException)
        {
            throw new ApiException(
                StatusCodes.Status507InsufficientStorage, "The data cannot be stored", $"the dashboard's disk takes no more: {full.Message}");
        }

        _dataFile = path;
    }

    private static async Task<string> ReadTextAsync(Stream body, long most, string what, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await CopyAsync(body, bytes, most, what, cancellation).ConfigureAwait(false);
        try
        {
            return Utf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (DecoderFallbackException)
        {
            throw ApiException.Wrong($"{what} is not UTF-8 text");
        }
    }

    private static async Task CopyAsync(Stream body, Stream output, long most, string what, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        for (var total = 0L; await body.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read;)
        {
            total += read;
            if (total > most)
                throw ApiException.TooLarge(what);
            await output.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }
    }

    private static void Allow(HttpRequest request, long most) =>
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = most;

    private static int Checked(int priority) => priority is >= 1 and <= 1000
        ? priority
        : throw ApiException.Wrong("the priority is out of range; give a number from 1 to 1000");
}

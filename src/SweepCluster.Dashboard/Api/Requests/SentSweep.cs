using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Dashboard.Api.Models;
using SweepCluster.Dashboard.Live;
using SweepCluster.Problems;

namespace SweepCluster.Dashboard.Api.Requests;

/// <summary>Reads a sweep from a request: JSON, or a form with the parts sweep, data and priority.</summary>
/// <remarks>Data go to a file as they arrive, so nothing large is in memory. Dispose removes the file.</remarks>
internal sealed class SentSweep : IDisposable
{
    private const int MostParts = 8;

    // RFC 2046, 5.1.1.
    private const int LongestBoundary = 70;

    private const string Expected = """send {"sweep": "the text of the sweep file", "priority": 1}""";

    private static readonly JsonSerializerOptions Json = ApiJson.Options();
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ScratchFolder? _folder;
    private IDisposable? _place;
    private string? _text;
    private string? _dataFile;
    private int _priority = 1;

    /// <summary>The sweep.</summary>
    public SweepUpload Upload => new(
        _text ?? throw ApiException.Wrong("the request brings no 'sweep': send the text of the sweep file as that"),
        _dataFile,
        _priority);

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
    public void Dispose()
    {
        _folder?.Dispose();
        _place?.Dispose();
    }

    private async Task ReadJsonAsync(HttpRequest request, CancellationToken cancellation)
    {
        Allow(request, RequestSizes.ReadToRefuse);
        var body = await ReadTextAsync(request.Body, RequestSizes.Usual, "The sweep file", cancellation)
            .ConfigureAwait(false);
        var json = Parse(body);
        (_text, _priority) = (json?.Sweep, Checked(json?.Priority ?? 1));
        if (_text is not null && Encoding.UTF8.GetByteCount(_text) > RequestSizes.SweepFile)
            throw ApiException.TooLarge("The sweep file");
    }

    private static SweepToSend? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<SweepToSend>(body, Json);
        }
        catch (JsonException wrong)
        {
            // The parser's own message names types of this program.
            throw ApiException.Wrong(
                $"the JSON is not what is expected at {Shown.Plain(wrong.Path ?? "$")} "
                + $"(line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}); {Expected}");
        }
    }

    private async Task ReadPartsAsync(HttpRequest request, MediaTypeHeaderValue type, CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is null or { Length: 0 or > LongestBoundary })
            throw ApiException.Wrong(
                $"the form needs a boundary between its parts, of 1 to {LongestBoundary} characters");
        Allow(request, RequestSizes.Data + RequestSizes.Usual);
        var reader = new MultipartReader(boundary, request.Body);
        try
        {
            var parts = 0;
            while (await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false) is { } part)
            {
                if (parts++ == MostParts)
                    throw ApiException.Wrong($"the form has more than {MostParts} parts");
                await ReadPartAsync(part, cancellation).ConfigureAwait(false);
            }
        }
        catch (IOException end) when (end is not BadHttpRequestException)
        {
            throw ApiException.Wrong("the form ends before the boundary that closes it");
        }
    }

    private async Task ReadPartAsync(MultipartSection part, CancellationToken cancellation)
    {
        var name = part.GetContentDispositionHeader()?.Name.Value?.Trim('"');
        switch (name)
        {
            case "sweep":
                _text = await ReadTextAsync(part.Body, RequestSizes.SweepFile, "The sweep file", cancellation)
                    .ConfigureAwait(false);
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
        _place ??= DataUploads.Begin();
        await using var file = Create();
        await CopyAsync(body, file, RequestSizes.Data, "The data file", cancellation).ConfigureAwait(false);
        _dataFile = file.Name;
    }

    private FileStream Create()
    {
        try
        {
            _folder ??= ScratchFolder.ForSent();
            // The sender chose the file's name: it must not name a place on this machine.
            return new FileStream(
                Path.Combine(_folder.Path, "data"), FileMode.Create, FileAccess.Write, FileShare.Read,
                bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw NoRoom;
        }
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

    private static async Task CopyAsync(
        Stream body, Stream output, long most, string what, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        for (var total = 0L; await body.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read;)
        {
            total += read;
            if (total > most)
                throw ApiException.TooLarge(what);
            try
            {
                await output.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }
            catch (IOException)
            {
                throw NoRoom;
            }
        }
    }

    private static ApiException NoRoom => new(
        StatusCodes.Status507InsufficientStorage, "The data cannot be stored",
        "the dashboard's temporary folder takes no more; make room on its disk");

    private static void Allow(HttpRequest request, long most) =>
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = most;

    private static int Checked(int priority) => priority is >= 1 and <= 1000
        ? priority
        : throw ApiException.Wrong("the priority is out of range; give a number from 1 to 1000");
}

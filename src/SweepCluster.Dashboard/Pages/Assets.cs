using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SweepCluster.Dashboard.Report;

namespace SweepCluster.Dashboard.Pages;

/// <summary>The files that pages load; this program carries them all, so no other host is asked.</summary>
internal static class Assets
{
    private const string Script = "text/javascript; charset=utf-8";
    private const string Style = "text/css; charset=utf-8";

    private static readonly FrozenDictionary<string, Lazy<Asset>> All = new Dictionary<string, Lazy<Asset>>
    {
        ["blazor.web.js"] = Of("blazor.web.js", Script),
        ["connection.js"] = Of("connection.js", Script),
        ["dashboard.css"] = Of("dashboard.css", Style),
        ["dashboard.js"] = Of("dashboard.js", Script),
        ["figures.js"] = Of("figures.js", Script),
        ["plotly.js"] = new(() => new Asset(Resources.Plotly, Script)),
        ["report.css"] = Of("report.css", Style),
        ["theme.js"] = Of("theme.js", Script),
    }.ToFrozenDictionary();

    /// <summary>Sends one, compressed if the browser accepts that; not if the browser has it already.</summary>
    public static IResult Send(string name, HttpRequest request, HttpResponse response)
    {
        if (!All.TryGetValue(name, out var asset))
            return Results.NotFound();
        var (bytes, packed, type, tag) = asset.Value;
        var unpacks = request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Encoding";
        if (unpacks)
            response.Headers.ContentEncoding = "gzip";
        var version = new EntityTagHeaderValue($"\"{tag}{(unpacks ? "-z" : "")}\"");
        return Results.Bytes(unpacks ? packed : bytes, type, entityTag: version);
    }

    private static Lazy<Asset> Of(string name, string type) =>
        new(() => new Asset(Resources.Read($"assets.{name}"), type));

    private sealed record Asset(byte[] Bytes, byte[] Packed, string Type, string Tag)
    {
        public Asset(string text, string type)
            : this(Encoding.UTF8.GetBytes(text), Pack(text), type, TagOf(text))
        {
        }

        private static string TagOf(string text) =>
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

        private static byte[] Pack(string text)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
                gzip.Write(Encoding.UTF8.GetBytes(text));
            return packed.ToArray();
        }
    }
}

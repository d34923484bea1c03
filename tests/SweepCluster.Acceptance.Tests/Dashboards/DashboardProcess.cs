using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Dashboards;

/// <summary>A dashboard as a process of its own, and a caller of its API.</summary>
internal sealed class DashboardProcess : IDisposable
{
    private readonly NodeProcess _process;
    private readonly bool _isOurs;

    private DashboardProcess(NodeProcess process, Uri address, bool isOurs) => (_process, Address, _isOurs, Http) =
        (process, address, isOurs, new HttpClient { BaseAddress = new Uri(address, "api/v1/") });

    public Uri Address { get; }

    /// <summary>A client whose addresses are below /api/v1/.</summary>
    public HttpClient Http { get; }

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public IReadOnlyCollection<string> Lines => _process.Lines;

    /// <summary>The memory that the process holds now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            using var process = Process.GetProcessById(_process.Id);
            return process.WorkingSet64;
        }
    }

    public static async Task<DashboardProcess> Start(string cluster, params string[] arguments)
    {
        var process = NodeProcess.Start(["dashboard", "--cluster", cluster, "--listen", "127.0.0.1:0", .. arguments]);
        return new(process, await AddressOf(process), isOurs: true);
    }

    /// <summary>The dashboard of another verb's process, which the caller still has to dispose of.</summary>
    public static async Task<DashboardProcess> Beside(NodeProcess process) =>
        new(process, await AddressOf(process), isOurs: false);

    /// <summary>Submits a sweep; returns its ID.</summary>
    public async Task<string> Submit(string sweep, byte[]? data = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent(sweep), "sweep", "sweep.hocon" } };
        if (data is not null)
            form.Add(new ByteArrayContent(data), "data", "../../data.csv");
        using var reply = await Http.PostAsync(new Uri("sweeps", UriKind.Relative), form, Test);
        var text = await reply.Content.ReadAsStringAsync(Test);
        Assert.True(reply.StatusCode == System.Net.HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Reads a sweep's events to their end; returns the last.</summary>
    public async Task<SseItem<string>> Follow(string id)
    {
        await using var stream = await Http.GetStreamAsync(new Uri($"sweeps/{id}/events", UriKind.Relative), Test);
        SseItem<string> last = default;
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Test))
            last = item;
        return last;
    }

    public async Task<JsonElement> Get(string path) =>
        await Http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), Test);

    public async Task<byte[]> Download(string path) =>
        await Http.GetByteArrayAsync(new Uri(path, UriKind.Relative), Test);

    /// <summary>Posts an empty body to an address; returns the status and the body of the reply.</summary>
    public async Task<(int Status, JsonElement Body)> Post(string path)
    {
        using var reply = await Http.PostAsync(new Uri(path, UriKind.Relative), null, Test);
        return ((int)reply.StatusCode, await reply.Content.ReadFromJsonAsync<JsonElement>(Test));
    }

    public void Dispose()
    {
        Http.Dispose();
        if (_isOurs)
            _process.Dispose();
    }

    private static async Task<Uri> AddressOf(NodeProcess process) => new(await process.Says("dashboard is up at "));
}

using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Dashboards;

/// <summary>Foreign pages, wrong hosts, large bodies and many clients are refused or cost bounded memory.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class HostileCallerTests : TemporaryFolder
{
    private const long Megabyte = 1024 * 1024;

    private const string TableSweep =
        "sweep { name = table, dataset { csv { path = a, features = [a], target = y } }, "
        + "search-space { learning-rate = [0.1] } }";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_its_own_pages_change_anything()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        using var dashboard = await DashboardProcess.Start(cluster.Address);

        await Answers(dashboard, "GET", "sweeps", "Host", "evil.example:8080", HttpStatusCode.MisdirectedRequest);
        await Answers(dashboard, "POST", "sweeps/a/cancel", "Origin", "http://evil.example", HttpStatusCode.Forbidden);
        await Answers(dashboard, "POST", "sweeps/a/cancel", "Origin", "null", HttpStatusCode.Forbidden);
        await Answers(dashboard, "POST", "sweeps/a/cancel", "Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden);
        await Answers(dashboard, "POST", "sweeps/a/cancel", "Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden);
        await Answers(dashboard, "POST", "sweeps/a/cancel", "Sec-Fetch-Site", "same-origin", HttpStatusCode.NotFound);
        await Answers(
            dashboard, "GET", "../../_blazor?id=a", "Origin", "http://evil.example", HttpStatusCode.Forbidden);
        await Answers(dashboard, "GET", "sweeps", "Origin", "http://evil.example", HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_and_nothing_of_it_is_kept()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        var large = new string('#', 5 * (int)Megabyte);
        using var form = new MultipartFormDataContent { { new StringContent(large), "sweep" } };
        using var json = new StringContent($"{{ \"sweep\": \"{large}\" }}", Encoding.UTF8, "application/json");
        foreach (var body in new HttpContent[] { form, json })
        {
            using var reply = await dashboard.Http.PostAsync(new Uri("sweeps", UriKind.Relative), body, Test);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
            Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        }

        using var broken = new StringContent("{", Encoding.UTF8, "application/json");
        using var notJson = await dashboard.Http.PostAsync(new Uri("sweeps", UriKind.Relative), broken, Test);
        Assert.Equal(HttpStatusCode.BadRequest, notJson.StatusCode);
        Assert.Empty((await dashboard.Get("sweeps")).GetProperty("sweeps").EnumerateArray());
        Assert.Single(dashboard.Lines);
    }

    [Fact]
    public async Task A_large_data_file_costs_its_coordinator_little_memory()
    {
        using var coordinator = NodeProcess.Start(
            "coordinator", "--port", "0", "--data", In("data"), "--dashboard", "127.0.0.1:0");
        using var dashboard = await DashboardProcess.Beside(coordinator);
        await dashboard.Get("sweeps");
        var before = PeakOf(coordinator);
        var table = $"a,y\n{string.Concat(Enumerable.Repeat("1,2\n", 10_000_000))}";
        await dashboard.Submit(TableSweep, Encoding.ASCII.GetBytes(table));
        var after = PeakOf(coordinator);
        TestContext.Current.SendDiagnosticMessage($"peak: {before / Megabyte} MB, then {after / Megabyte} MB");

        // The table has 160 MB of numbers; to hold it all in memory once took three times as much.
        Assert.True(after < before + 200 * Megabyte, $"{before / Megabyte} MB, then {after / Megabyte} MB");
        Assert.All(
            ["data", "data/journal.db", "data/data"],
            path => Assert.Equal(0, (int)File.GetUnixFileMode(In(path)) & 0b111_111));
    }

    [Fact]
    public async Task The_upload_of_a_dashboard_that_was_killed_is_deleted_when_the_next_one_starts()
    {
        Directory.CreateDirectory(In("tmp"));
        (string, string)[] own = [("TMPDIR", In("tmp"))];
        string[] arguments = ["dashboard", "--cluster", "127.0.0.1:1", "--listen", "127.0.0.1:0"];
        using var killed = NodeProcess.Start(own, arguments);
        using var dashboard = await DashboardProcess.Beside(killed);
        using var sender = new TcpClient();
        await sender.ConnectAsync(dashboard.Address.Host, dashboard.Address.Port, Test);
        var beginning =
            $"POST /api/v1/sweeps HTTP/1.1\r\nHost: {dashboard.Address.Authority}\r\nContent-Length: 1000000\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
            + "--b\r\nContent-Disposition: form-data; name=data\r\n\r\n1,2\n";
        await sender.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning), Test);
        await Wait.Until(() => Directory.EnumerateFiles(In("tmp"), "data", SearchOption.AllDirectories).Any());
        killed.Kill();
        await killed.End();
        Assert.NotEmpty(Directory.EnumerateDirectories(In("tmp"), "sweep-*"));

        using var next = NodeProcess.Start(own, arguments);
        using var again = await DashboardProcess.Beside(next);

        Assert.Empty(Directory.EnumerateDirectories(In("tmp"), "sweep-*"));
    }

    [Fact]
    public async Task Fifty_watchers_and_twenty_clients_that_never_read_cost_little_memory()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        var id = await dashboard.Submit(Clusters.Sweeps.Long("long", epochs: 60));
        await dashboard.Get($"sweeps/{id}/trials");
        var before = dashboard.WorkingSet;
        var silent = new List<TcpClient>();
        for (var i = 0; i < 20; i++)
            silent.Add(await AskAndNeverRead(
                dashboard.Address, i % 2 == 0 ? $"sweeps/{id}/events" : $"sweeps/{id}/curves.csv"));
        var watchers = Enumerable.Range(0, 50).Select(_ => dashboard.Follow(id)).ToArray();
        var pages = Enumerable.Range(0, 50).Select(i => PageUntilOver(dashboard, id, i)).ToArray();
        var last = await Task.WhenAll(watchers);
        await Task.WhenAll(pages);
        var after = dashboard.WorkingSet;
        TestContext.Current.SendDiagnosticMessage($"working set: {before / Megabyte} MB, then {after / Megabyte} MB");

        Assert.All(last, item => Assert.Equal("end", item.EventType));
        Assert.True(after < before + 400 * Megabyte, $"{before / Megabyte} MB, then {after / Megabyte} MB");
        silent.ForEach(client => client.Dispose());
        Assert.Single(dashboard.Lines);
    }

    private static long PeakOf(NodeProcess process)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status")
            .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null) * 1024;
    }

    private static async Task Answers(
        DashboardProcess dashboard, string method, string path, string header, string value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Headers.Add(header, value);
        if (path.Contains("_blazor", StringComparison.Ordinal))
        {
            request.Headers.Add("Connection", "Upgrade");
            request.Headers.Add("Upgrade", "websocket");
            request.Headers.Add("Sec-WebSocket-Version", "13");
            request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        }

        using var reply = await dashboard.Http.SendAsync(request, Test);
        var policy = Assert.Single(reply.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(expected, reply.StatusCode);
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(reply.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task PageUntilOver(DashboardProcess dashboard, string id, int page)
    {
        var order = page % 2 == 0 ? "rmse" : "-decay";
        while (!(await dashboard.Get($"sweeps/{id}")).GetProperty("sweep").GetProperty("is_over").GetBoolean())
            await dashboard.Get($"sweeps/{id}/trials?skip={page * 20}&take=20&sort={order}");
    }

    private static async Task<TcpClient> AskAndNeverRead(Uri address, string path)
    {
        var client = new TcpClient { ReceiveBufferSize = 1024 };
        await client.ConnectAsync(address.Host, address.Port, Test);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"GET /api/v1/{path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"), Test);
        return client;
    }
}

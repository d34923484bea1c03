using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SweepCluster.Dashboard.Tests.Hosting;

namespace SweepCluster.Dashboard.Tests.Api;

/// <summary>A wrong request gets a reason in plain words, and is never the dashboard's failure.</summary>
public sealed class WrongRequestTests : IAsyncLifetime
{
    private const string Sweep = "sweep { dataset { csv { path = a, features = [a], target = b } } }";

    private RunningHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Wrong_JSON_is_described_without_names_of_the_program()
    {
        string[] bodies =
        [
            "{", "", "[]", "1", "\"text\"", "{\"sweep\": 1}", "{\"sweep\": [\"a\"]}",
            "{\"sweep\": \"a\", \"priority\": \"high\"}", "{\"sweep\": \"a\", \"priority\": 1.5}",
            "{\"sweep\": \"a\", \"priority\": 99999999999}", "{\"sweep\": \"a\", \"priority\": null}",
            "{\"sweep\": \"\\ud800\"}", "{\"sweep\": null}", "null", "{}", "{\"sweep\": \"a\", }",
            new string('[', 5000),
        ];
        foreach (var path in (string[])["api/v1/sweeps", "api/v1/plan"])
        {
            foreach (var body in bodies)
                await IsWrong(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"));
        }
    }

    [Fact]
    public async Task A_wrong_form_gets_a_reason()
    {
        const string unclosed = "ends before the boundary that closes it";
        await IsWrong(Form(new string('b', 5000), "", "x"), "a boundary between its parts, of 1 to 70 characters");
        await IsWrong(Form(new string('b', 71), "", "x"), "of 1 to 70 characters");
        await IsWrong(Form("", "", "x"), "of 1 to 70 characters");
        await IsWrong(Form("b", $"--b\r\n{Part("sweep")}\r\n\r\nsweep {{", ""), unclosed);
        await IsWrong(Form("b", $"--b\r\n{Part("data")}\r\n\r\n1,2", ""), unclosed);
        await IsWrong(Form("b", $"--b\r\n{Part("sweep")}", ""), unclosed);
        await IsWrong(Form("b", "", ""), unclosed);
        await IsWrong(Form("b", $"--b\r\nX: {new string('x', 40_000)}\r\n\r\n\r\n--b--\r\n", ""), "the form is wrong");
        await IsWrong(Form("b", "--b\r\n\r\nx\r\n--b--\r\n", ""), "its parts are sweep, data and priority");
        await IsWrong(Form("b", $"--b\r\n{Part("priority")}\r\n\r\nhigh\r\n--b--\r\n", ""), "from 1 to 1000");
        await IsWrong(Form("b", "--b--\r\n", ""), "brings no 'sweep'");
    }

    [Theory]
    [InlineData("api/v1/sweeps/small-0/trials?take=many", "take is a whole number, and 'many' is none")]
    [InlineData("api/v1/sweeps/small-0/trials?skip=99999999999", "skip is a whole number, and '99999999999' is none")]
    [InlineData("api/v1/sweeps/small-0/trials/1?explain=maybe", "explain is true or false, and 'maybe' is none")]
    public async Task A_wrong_parameter_gets_a_reason_that_says_what_it_takes(string path, string reason) =>
        Assert.Contains(reason, await IsWrong(HttpMethod.Get, path, null), StringComparison.Ordinal);

    [Theory]
    [InlineData("api/v1/nothing")]
    [InlineData("api/v1/sweeps/small-0/trials/99999999999999999999")]
    [InlineData("api/v1/sweeps/%ff%e2")]
    [InlineData("api/v1/sweeps/..%2f..%2fetc/trials")]
    [InlineData("assets/..%2fnothing")]
    public async Task An_unknown_address_is_not_found(string path)
    {
        var (status, body, _) = await _host.Send(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, status);
        AssertPlain(body);
    }

    [Fact]
    public async Task A_data_set_beyond_the_limit_is_refused_and_gets_no_plan()
    {
        string[] datasets = ["synthetic { rows = 9000000 }", "synthetic { rows = 40000, features = 1000 }"];
        foreach (var dataset in datasets)
        {
            var (status, body, _) = await _host.Send(
                HttpMethod.Post, "api/v1/plan",
                Json($"sweep {{ name = large, dataset {{ {dataset} }}, search-space {{ learning-rate = [0.1] }} }}"));
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains(
                "more numbers in the columns asked for than are read here, 33,554,432", body, StringComparison.Ordinal);
        }
    }

    private static StringContent Json(string sweep) =>
        new(JsonSerializer.Serialize(new { sweep }), Encoding.UTF8, "application/json");

    private static string Part(string name) => $"Content-Disposition: form-data; name={name}";

    private static StringContent Form(string boundary, string text, string end)
    {
        var body = new StringContent(text.Length > 0 || end.Length == 0
            ? text
            : $"--{boundary}\r\n{Part("sweep")}\r\n\r\n{Sweep}\r\n--{boundary}--\r\n");
        body.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary=\"{boundary}\"");
        return body;
    }

    private async Task IsWrong(HttpContent form, string reason) =>
        Assert.Contains(reason, await IsWrong(HttpMethod.Post, "api/v1/sweeps", form), StringComparison.Ordinal);

    private async Task<string> IsWrong(HttpMethod method, string path, HttpContent? body)
    {
        var (status, text, reply) = await _host.Send(method, path, body);
        Assert.True(status == HttpStatusCode.BadRequest, $"{status} {text}");
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        AssertPlain(text);
        return JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString()!;
    }

    private static void AssertPlain(string text) => Assert.All(
        (string[])["System.", "SweepCluster.Dashboard", "Int32", "Exception", "   at "],
        name => Assert.DoesNotContain(name, text, StringComparison.Ordinal));
}

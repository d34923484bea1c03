using System.Net;
using System.Text.Json;
using SweepCluster.Dashboard.Tests.Hosting;

namespace SweepCluster.Dashboard.Tests.Api;

/// <summary>HEAD gets the headers of GET; the description names the token and the possible failures.</summary>
public sealed class HeadAndDescriptionTests
{
    [Fact]
    public async Task HEAD_is_answered_as_GET_without_the_body()
    {
        await using var host = await RunningHost.Start();
        await host.Run();
        string[] paths =
        [
            "", "nodes", "new", "api/v1/sweeps", "api/v1/nodes", "api/v1/openapi.json", "api/v1/sweeps/small-0",
            "api/v1/sweeps/none", "api/v1/sweeps/small-0/summary.csv", "api/v1/sweeps/small-0/events",
            "api/v1/sweeps/small-0/trials?take=1", "assets/theme.js",
        ];
        foreach (var path in paths)
        {
            var (status, body, head) = await host.Send(HttpMethod.Head, path);
            var got = (await host.Send(HttpMethod.Get, path)).Reply;
            Assert.Equal((path, got.StatusCode), (path, status));
            Assert.Equal(got.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Empty(body);
        }

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await host.Send(HttpMethod.Delete, "api/v1/sweeps")).Status);
    }

    [Theory]
    [InlineData("0123456789abcdef", false)]
    [InlineData(null, true)]
    public async Task The_description_has_the_token_and_the_statuses_of_each_address(string? token, bool isOptional)
    {
        await using var host = await RunningHost.Start(token);
        host.Http.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        var (_, text, _) = await host.Send(HttpMethod.Get, "api/v1/openapi.json");
        var api = JsonDocument.Parse(text).RootElement;
        var scheme = api.GetProperty("components").GetProperty("securitySchemes").GetProperty("token");
        var allowed = api.GetProperty("security").EnumerateArray()
            .Select(one => string.Join(' ', one.EnumerateObject().Select(name => name.Name)));

        Assert.Equal(
            ("http", "bearer"),
            (scheme.GetProperty("type").GetString(), scheme.GetProperty("scheme").GetString()));
        Assert.Equal(isOptional ? ["", "token"] : ["token"], allowed);
        var missing =
            from path in api.GetProperty("paths").EnumerateObject()
            from verb in path.Value.EnumerateObject()
            let described = verb.Value.GetProperty("responses").EnumerateObject().Select(status => status.Name)
            from status in Expected(path.Name, verb.Name, token is not null).Except(described)
            select $"{verb.Name} {path.Name} {status}";
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Expected(string path, string verb, bool hasToken)
    {
        var isSubmission = path.EndsWith("/sweeps", StringComparison.Ordinal) && verb == "post";
        string[] all = ["500", "503", isSubmission ? "201" : "200"];
        string[] access = hasToken ? ["401", "429"] : ["421"];
        string[] named = path.Contains("{id}", StringComparison.Ordinal) ? ["404"] : [];
        string[] sent = verb == "post" ? ["403"] : [];
        string[] submitted = isSubmission ? ["400", "409", "413", "415", "422", "507"] : [];
        string[] planned = path.EndsWith("/plan", StringComparison.Ordinal) ? ["400", "413", "415", "507"] : [];
        return [.. all, .. access, .. named, .. sent, .. submitted, .. planned];
    }
}

using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Dashboard.Hosting;

namespace SweepCluster.Dashboard.Tests.Hosting;

/// <summary>Guessing the token is slow, is logged, and locks nobody out.</summary>
public sealed class WrongTokenTests : IDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private readonly FakeTimeProvider _clock = new();
    private readonly StringWriter _log = new();

    private IEnumerable<string> Lines => _log.ToString()
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_wrong_token_gets_401_after_a_while_and_the_right_one_lets_in()
    {
        await using var host = await RunningHost.Start(Token);

        var wrong = await host.Send(HttpMethod.Post, "login?back=/nodes", Form("another"));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Equal("Bearer", wrong.Reply.Headers.WwwAuthenticate.ToString());
        Assert.Contains("That is not the token.", wrong.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.Send(HttpMethod.Get, "login")).Status);
        var right = await host.Send(HttpMethod.Post, "login?back=/nodes", Form(Token));
        Assert.Equal((HttpStatusCode.Redirect, "/nodes"), (right.Status, right.Reply.Headers.Location!.OriginalString));
        host.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "another");
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Send(HttpMethod.Get, "api/v1/nodes")).Status);
    }

    [Fact]
    public async Task Nothing_but_a_short_form_is_read_before_the_token_is_known()
    {
        await using var host = await RunningHost.Start(Token);

        using var parts = new StringContent("--b");
        parts.Headers.ContentType = MediaTypeHeaderValue.Parse(
            $"multipart/form-data; boundary=\"{new string('b', 5000)}\"");
        HttpContent[] bodies = [Form(new string('x', 1_000_000)), new StringContent("token"), parts];
        foreach (var body in bodies)
            Assert.Equal(HttpStatusCode.BadRequest, (await host.Send(HttpMethod.Post, "login", body)).Status);
    }

    [Fact]
    public async Task Each_wrong_token_waits_a_second_and_those_above_the_limit_are_refused()
    {
        using var wrong = new WrongTokens(_clock, _log);
        var waiting = Enumerable.Range(0, 32).Select(_ => Sent(wrong)).ToList();
        var (tooMany, context) = Sent(wrong);

        await tooMany;
        Assert.True(WrongTokens.AreTooMany(context));
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.DoesNotContain(waiting, one => one.Held.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await Task.WhenAll(waiting.Select(one => one.Held));
        Assert.DoesNotContain(waiting, one => WrongTokens.AreTooMany(one.Context));
    }

    [Fact]
    public void The_log_names_the_first_at_once_and_sums_up_the_others()
    {
        using var wrong = new WrongTokens(_clock, _log);
        for (var i = 0; i < 50; i++)
            Sent(wrong);

        Assert.Equal("dashboard: 10.0.0.7 sent a wrong token", Assert.Single(Lines));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("dashboard: 10.0.0.7 sent a wrong token, the last of 49 more within a minute", Lines.Last());
        Assert.Equal(2, Lines.Count());
    }

    private static FormUrlEncodedContent Form(string token) => new([new("token", token)]);

    private static (Task Held, HttpContext Context) Sent(WrongTokens wrong)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:10.0.0.7");
        return (wrong.HoldAsync(context), context);
    }
}

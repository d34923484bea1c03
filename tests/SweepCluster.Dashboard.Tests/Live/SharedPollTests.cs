using Microsoft.Extensions.Time.Testing;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Tests.Live;

public sealed class SharedPollTests : IDisposable
{
    private static readonly PollTimes Times = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
    private static readonly CancellationToken Test = TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _clock = new();
    private readonly CancellationTokenSource _stop = new();
    private int _asked;

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    [Fact]
    public async Task All_watchers_share_one_question_and_see_the_same_answer()
    {
        var poll = Counting();
        var watchers = Enumerable.Range(0, 50).Select(_ => poll.WatchAsync(Test).GetAsyncEnumerator(Test)).ToArray();
        var first = await Task.WhenAll(watchers.Select(Next));
        var second = watchers.Select(Next).ToArray();
        await Turn(() => Volatile.Read(ref _asked) >= 2);

        Assert.Single(first.Distinct());
        Assert.Single((await Task.WhenAll(second)).Distinct());
        Assert.Equal(2, _asked);
        foreach (var watcher in watchers)
            await watcher.DisposeAsync();
    }

    [Fact]
    public async Task A_refresh_waits_for_a_question_that_is_asked_after_it()
    {
        var poll = Counting();
        var before = await poll.RefreshAsync(Test);
        var after = poll.RefreshAsync(Test);
        await Turn(() => after.IsCompleted);

        Assert.Equal(("answer 1", "answer 2"), (before, await after));
    }

    [Fact]
    public async Task A_fresh_answer_is_kept_unless_it_is_in_doubt()
    {
        var poll = Counting();
        var first = await poll.RefreshAsync(Test);
        var fresh = await poll.CurrentAsync(Test);
        poll.Invalidate();
        var doubted = poll.CurrentAsync(Test);
        await Turn(() => doubted.IsCompleted);

        Assert.Equal((first, "answer 2"), (fresh, await doubted));
    }

    [Fact]
    public async Task When_nobody_watches_it_stops_asking_and_forgets()
    {
        var poll = Counting();
        await poll.RefreshAsync(Test);
        await Turn(() => poll.Latest == "nothing");

        Assert.Equal(1, _asked);
        Assert.Equal("answer 2", await poll.RefreshAsync(Test));
    }

    [Fact]
    public async Task A_failure_reaches_the_caller_who_asked_and_ends_nothing()
    {
        var fails = true;
        var poll = new SharedPoll<string>(
            "nothing",
            (_, _) => fails ? throw new InvalidOperationException("once") : Task.FromResult("sound"),
            Times,
            _clock,
            _stop.Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => poll.RefreshAsync(Test));
        fails = false;
        var next = poll.RefreshAsync(Test);
        await Turn(() => next.IsCompleted);

        Assert.Equal("sound", await next);
    }

    [Fact]
    public async Task A_waiting_caller_is_cancelled_at_the_end()
    {
        var poll = new SharedPoll<string>(
            "nothing", async (_, stop) =>
            {
                await Task.Delay(Timeout.Infinite, stop);
                return "";
            }, Times, _clock, _stop.Token);
        var waiting = poll.RefreshAsync(Test);
        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static async Task<string> Next(IAsyncEnumerator<string> watcher)
    {
        Assert.True(await watcher.MoveNextAsync());
        return watcher.Current;
    }

    private SharedPoll<string> Counting() => new(
        "nothing",
        (_, _) => Task.FromResult($"answer {Interlocked.Increment(ref _asked)}"),
        Times,
        _clock,
        _stop.Token);

    // Advances the clock in small steps until a condition holds.
    private async Task Turn(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(Test);
            _clock.Advance(TimeSpan.FromMilliseconds(50));
        }
    }
}

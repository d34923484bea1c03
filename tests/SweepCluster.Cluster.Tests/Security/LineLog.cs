using System.Collections.Concurrent;
using System.Text;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>A writer that keeps its lines.</summary>
internal sealed class LineLog : TextWriter
{
    private readonly ConcurrentQueue<string> _lines = new();

    public override Encoding Encoding => Encoding.UTF8;

    public IReadOnlyList<string> Lines => [.. _lines];

    public override void WriteLine(string? value) => _lines.Enqueue(value ?? "");

    public IReadOnlyList<string> With(string text) =>
        [.. _lines.Where(line => line.Contains(text, StringComparison.Ordinal))];

    /// <summary>Waits for a line that a peer may not cause with its first try.</summary>
    /// <remarks>Both sides refuse, and the first to do so closes the connection.</remarks>
    public async Task Await(string text, Action tryAgain)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        for (var tries = 0; tries < 600 && With(text).Count == 0; tries++)
        {
            tryAgain();
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(With(text).Count > 0, $"No line has '{text}':\n{string.Join('\n', Lines)}");
    }

    /// <summary>Waits for a line.</summary>
    public async Task Await(string text)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Quiet.Patience);
        while (With(text).Count == 0)
        {
            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"No line has '{text}':\n{string.Join('\n', Lines)}");
            }
        }
    }
}

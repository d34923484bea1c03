namespace SweepCluster.Acceptance.Tests;

/// <summary>Waits on a condition, never on the clock alone.</summary>
internal static class Wait
{
    public static Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    public static async Task Until(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }
}

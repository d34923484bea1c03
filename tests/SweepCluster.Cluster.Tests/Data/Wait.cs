namespace SweepCluster.Cluster.Tests.Data;

/// <summary>Waits for a condition, never for a fixed time.</summary>
internal static class Wait
{
    public static async Task Until(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }
}

namespace SweepCluster.Cluster.Tests.Data;

/// <summary>Waits on a condition, never on the clock alone.</summary>
internal static class Wait
{
    public static async Task Until(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }
}

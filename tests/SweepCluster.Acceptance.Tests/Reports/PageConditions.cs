using Microsoft.Playwright;

namespace SweepCluster.Acceptance.Tests.Reports;

/// <summary>Waits for what a page shows.</summary>
internal static class PageConditions
{
    // The machine may have much else to do; what comes late is no fault of a page.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Waits until a condition of the page holds.</summary>
    /// <remarks>The driver's own way to wait makes a function in the page, which the dashboard's pages forbid.</remarks>
    public static async Task Until(this IPage page, string condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await Holds(page, condition))
            await timer.WaitForNextTickAsync(limit.Token);
    }

    // A page that is left meanwhile has no answer.
    private static async Task<bool> Holds(IPage page, string condition)
    {
        try
        {
            return await page.EvaluateAsync<bool>($"Boolean({condition})");
        }
        catch (PlaywrightException left) when (left.Message.Contains("navigat", StringComparison.OrdinalIgnoreCase)
            || left.Message.Contains("context was destroyed", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
    }
}

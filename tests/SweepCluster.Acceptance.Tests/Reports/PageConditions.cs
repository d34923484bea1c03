using Microsoft.Playwright;

namespace SweepCluster.Acceptance.Tests.Reports;

/// <summary>Waits for conditions on a page.</summary>
internal static class PageConditions
{
    // The machine may be busy with other tests: a late answer is no fault of a page.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Waits until a JavaScript expression is true on the page.</summary>
    /// <remarks>
    /// Playwright's own WaitForFunctionAsync makes a function from a text, which the dashboard's policy forbids.
    /// </remarks>
    public static async Task Until(this IPage page, string condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await Holds(page, condition))
            await timer.WaitForNextTickAsync(limit.Token);
    }

    // A page that navigates away meanwhile cannot answer.
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

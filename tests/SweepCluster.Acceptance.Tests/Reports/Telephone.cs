using Microsoft.Playwright;

namespace SweepCluster.Acceptance.Tests.Reports;

/// <summary>Checks a page on a screen of a telephone's width.</summary>
internal static class Telephone
{
    private const int Width = 400;

    /// <summary>How many tables are wider than the screen or than the element around them.</summary>
    private const string WideTables =
        """
        all => all.filter(table => table.getBoundingClientRect().right > innerWidth
          || table.scrollWidth > table.parentElement.clientWidth + 1).length
        """;

    /// <summary>The labels of figures that overlap each other or their figure's edge.</summary>
    private const string Crowded =
        """
        (() => [...document.querySelectorAll('.figure')].flatMap(figure => {
          const edge = figure.getBoundingClientRect();
          const labels = [...figure.querySelectorAll('.annotation-text, [class^=g-x] text, .cbtitle text')]
            .map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }))
            .filter(label => label.box.width > 0);
          const outside = labels
            .filter(label => label.box.left < edge.left - 2 || label.box.right > edge.right + 2)
            .map(label => label.text);
          const overlap = (one, other) =>
            Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
            && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
          const overlapping = labels.flatMap((one, i) => labels.slice(i + 1)
            .filter(other => overlap(one.box, other.box))
            .map(other => `${one.text} | ${other.text}`));
          return [...outside, ...overlapping];
        }))()
        """;

    /// <summary>Narrows a page and waits until its text, menu, tables and figures fit.</summary>
    public static async Task FitsTelephone(this IPage page)
    {
        await page.SetViewportSizeAsync(Width, 900);
        await page.Until($"document.documentElement.scrollWidth <= {Width} && {Crowded}.length === 0");
        var menu = await page.EvaluateAsync<double>("document.querySelector('header.bar')?.offsetHeight ?? 0");
        Assert.InRange(menu, 0, 60);
        Assert.Equal(0, await page.Locator(".cards").EvaluateAllAsync<int>(WideTables));
    }
}

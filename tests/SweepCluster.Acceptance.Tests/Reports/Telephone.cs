using Microsoft.Playwright;

namespace SweepCluster.Acceptance.Tests.Reports;

/// <summary>A page on a screen of a telephone's width.</summary>
internal static class Telephone
{
    private const int Width = 400;

    /// <summary>Words of figures that run into each other or out of their figure; the first few.</summary>
    private const string Crowded =
        """
        (() => [...document.querySelectorAll('.figure')].flatMap(figure => {
          const edge = figure.getBoundingClientRect();
          const words = [...figure.querySelectorAll('.annotation-text, [class^=g-x] text, .cbtitle text')]
            .map(text => ({ text: text.textContent, box: text.getBoundingClientRect() })).filter(word => word.box.width > 0);
          const out = words.filter(word => word.box.left < edge.left - 2 || word.box.right > edge.right + 2).map(word => word.text);
          const into = words.flatMap((one, i) => words.slice(i + 1).filter(other =>
            Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 2
            && Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 2).map(other => `${one.text} | ${other.text}`));
          return [...out, ...into];
        }))()
        """;

    /// <summary>Narrows a page and waits until all of it fits: the page, its menu, its tables and the words of its figures.</summary>
    public static async Task FitsTelephone(this IPage page)
    {
        await page.SetViewportSizeAsync(Width, 900);
        await page.Until($"document.documentElement.scrollWidth <= {Width} && {Crowded}.length === 0");
        Assert.InRange(await page.EvaluateAsync<double>("document.querySelector('header.bar')?.offsetHeight ?? 0"), 0, 60);
        Assert.Equal(0, await page.Locator(".cards").EvaluateAllAsync<int>(
            "all => all.filter(table => table.getBoundingClientRect().right > innerWidth || table.scrollWidth > table.parentElement.clientWidth + 1).length"));
    }
}

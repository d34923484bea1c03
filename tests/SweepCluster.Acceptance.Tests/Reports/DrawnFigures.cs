using Microsoft.Playwright;

namespace SweepCluster.Acceptance.Tests.Reports;

/// <summary>Whether the figures of a page, a report's or the dashboard's, show anything.</summary>
internal static class DrawnFigures
{
    // Lines are drawn by WebGL: pixels are all there is to see of them.
    private const string HasInk =
        """
        Array.from(document.querySelectorAll('#parallel canvas.gl-canvas')).some(canvas => {
          const copy = document.createElement('canvas');
          [copy.width, copy.height] = [canvas.width, canvas.height];
          const paper = copy.getContext('2d');
          paper.drawImage(canvas, 0, 0);
          return paper.getImageData(0, 0, copy.width, copy.height).data.some((value, i) => i % 4 === 3 && value > 0);
        })
        """;

    /// <summary>Fails where a figure is missing or empty.</summary>
    public static async Task ShowsFigures(this IPage page, string[] names)
    {
        Assert.Equal(names, await page.Locator(".figure").EvaluateAllAsync<string[]>("all => all.map(figure => figure.id)"));
        foreach (var name in names)
        {
            var marks = name switch
            {
                "objective" or "verdict" => ".heatmaplayer image",
                "importance" or "excess" => ".barlayer .point",
                "parallel" => "canvas.gl-canvas",
                _ => ".scatterlayer .trace",
            };
            Assert.True(await page.Locator($"#{name} {marks}").CountAsync() > 0, $"{name} is empty");
        }

        if (names.Contains("parallel"))
            await page.Until(HasInk);
        Assert.Equal(0, await page.Locator(".no-webgl").CountAsync());
    }
}

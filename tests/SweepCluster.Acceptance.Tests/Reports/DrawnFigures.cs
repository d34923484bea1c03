using Microsoft.Playwright;

namespace SweepCluster.Acceptance.Tests.Reports;

/// <summary>Checks that the figures of a report or of the dashboard show anything.</summary>
internal static class DrawnFigures
{
    // WebGL draws the lines, so that only their pixels can be found.
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

    /// <summary>Fails if a figure is missing or empty.</summary>
    public static async Task ShowsFigures(this IPage page, string[] names)
    {
        var shown = await page.Locator(".figure").EvaluateAllAsync<string[]>("all => all.map(figure => figure.id)");
        Assert.Equal(names, shown);
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

using Microsoft.Playwright;
using SweepCluster.Acceptance.Tests.Reports;
using SweepCluster.Search.Samplers;

namespace SweepCluster.Acceptance.Tests.Searching;

/// <summary>Sweeps whose configurations a sampler proposes give the same bytes however they are run.</summary>
public sealed class SearchTests : SearchScenario
{
    /// <summary>Every sampler.</summary>
    public static TheoryData<string> Samplers => [.. SamplerCatalog.Words];

    [Theory]
    [MemberData(nameof(Samplers))]
    public async Task A_search_gives_the_same_bytes_with_any_number_of_slots_and_any_width_of_vectors(string sampler)
    {
        var file = Layers(sampler);
        var expected = await Run(file, "three", "--workers", "3");
        var scalar = await SweepProcess.Run(
            ["run", file, "--out", In("scalar"), "--quiet", "--workers", "1"], ("DOTNET_EnableHWIntrinsic", "0"));

        Assert.Equal((0, ""), (scalar.ExitCode, scalar.Error));
        Assert.Equal(expected, File.ReadAllText(In("scalar", "summary.csv")));
        Assert.Equal(expected, await Run(In("scalar", "sweep.hocon"), "again", "--workers", "2"));
    }

    [Fact]
    public async Task A_search_is_verified_without_its_sampler()
    {
        await Run(Layers("tpe"), "out");
        var verified = await SweepProcess.Run(["verify", In("out")]);

        Assert.Contains("Verified 40 of 40 trials: all bits equal.", verified.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sobol")]
    [InlineData("gp")]
    public Task A_search_of_programs_gives_the_same_bytes_after_kills(string sampler) =>
        GivesTheSameBytesAfterKills(Programs(sampler), 4, 12, 20);

    [Theory]
    [InlineData("random")]
    [InlineData("tpe")]
    public Task A_search_gives_the_bytes_of_a_run_on_a_cluster_whose_nodes_are_killed(string sampler) =>
        GivesTheSameBytesOnAClusterWhoseNodesAreKilled(Programs(sampler), account => account.Done);

    [Fact]
    public async Task A_search_is_planned_explained_and_reported()
    {
        var file = Programs("sobol");
        var plan = await SweepProcess.Run(["plan", file]);
        await Run(file, "out");
        var explained = await SweepProcess.Run(["explain", In("out"), "3"]);

        Assert.Matches("^trials +30\n", plan.Output);
        Assert.Matches(@"\ntrial 2 +sh -c .*x=0\.[0-9]+", plan.Output);
        Assert.Matches(@"^Trial 3 \(method (fast|slow), .*\): cost [0-9.E-]+, rank \d+ of 30\.\n", explained.Output);
        Assert.Equal(3, explained.Output.Split("\nNear it, trial ").Length - 1);
        await using var browser = await Browser.Start();
        var page = await browser.Open(In("out", "report.html"), ColorScheme.Light);
        await page.Until("document.querySelectorAll('.figure[data-drawn]').length > 2");
        var shown = await page.Locator(".figure").EvaluateAllAsync<string[]>("all => all.map(figure => figure.id)");
        Assert.Equal(["objective", "history", "slices", "cost", "parallel"], shown);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task An_axis_that_does_not_apply_is_left_out_of_arguments_and_rows_in_a_grid_too()
    {
        var file = Write("grid.hocon", Sweep(
            """
            search-space {
              method = [fast, slow]
              depth = { integer = [1, 3], when { method = slow } }
            }
            """,
            "[sh, -c, \"echo \\\"{{\\\\\\\"cost\\\\\\\": $#}}\\\"\", sh, \"{args}\"]"));
        await Run(file, "out");
        var rows = Summary.Read(In("out"));

        Assert.Equal(4, rows.Count);
        Assert.Equal(["1", "2", "2", "2"], rows.Select(row => row["cost"]));
        Assert.Equal(["", "1", "2", "3"], rows.Select(row => row["depth"]).Order());
        Assert.DoesNotContain("depth", File.ReadAllText(
            In("out", "trials", rows[0]["trial_id"], "parameters.json")), StringComparison.Ordinal);
    }

    private string Layers(string sampler) => Write("layers.hocon",
        $$"""
        sweep {
          name = layers
          dataset.synthetic { target = difference, rows = 2000, noise = 0.1 }
          training { epochs = 2 }
          search-space {
            optimizer = [sgd, adam]
            momentum = { uniform = [0, 0.9], when { optimizer = sgd } }
            learning-rate = { log-uniform = [1e-4, 1] }
            batch-size = { log-integer = [8, 64] }
          }
          sampler = {{sampler}}
          trials = 40
        }
        """);

    private string Programs(string sampler) => Write("programs.hocon", Sweep(
        $$"""
        search-space {
          method = [fast, slow]
          x = { uniform = [0, 1] }
          y = { uniform = [0, 1], when { method = slow } }
        }
        sampler = {{sampler}}
        trials = 30
        parallel = 4
        """,
        "[sh, -c, \"sleep 0.1; echo \\\"{{\\\\\\\"cost\\\\\\\": {x}}}\\\" >> $SWEEP_METRICS_FILE; : x={x}\"]"));

    private static string Sweep(string search, string run) =>
        $$"""
        sweep {
          name = search
          objective { metric = cost, direction = minimize }
          program { run = {{run}}, grace = 0s }
          {{search}}
        }
        """;
}

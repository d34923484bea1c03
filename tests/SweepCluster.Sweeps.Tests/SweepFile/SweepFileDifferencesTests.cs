using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Sweeps.Tests.SweepFile;

public sealed class SweepFileDifferencesTests
{
    [Fact]
    public void A_sweep_does_not_differ_from_itself_wherever_its_data_lie() => Properties.Hold(Specs.Any, spec =>
    {
        var (here, there) = (SweepFileWriter.Text(spec, _ => "here"), SweepFileWriter.Text(spec, _ => "there"));
        Assert.Empty(SweepFileDifferences.Between(here, there));
    });

    [Fact]
    public void Each_setting_that_differs_is_named_with_both_values()
    {
        var settings = SweepFileDifferences.Between(
            "sweep { seed = 1, training { loss = mse }, "
                + "search-space { decay = [0, 0.1], learning-rate { uniform = [0, 1], count = 2 } } }",
            "sweep { seed = 2, training { loss = mse }, "
                + "search-space { decay = [0], learning-rate { uniform = [0, 1], count = 3 } }, repeats = 2 }");

        Assert.Equal(
            [
                "seed is 1 here and 2 there",
                "search-space.decay is [0, 0.1] here and [0] there",
                "search-space.learning-rate.count is 2 here and 3 there",
                "repeats is left out here and 2 there",
            ],
            settings.Select(setting => setting.Words("here", "there")));
    }

    [Theory]
    [InlineData("", "sweep { seed = 1 }")]
    [InlineData("sweep { seed = ", "sweep { seed = 1 }")]
    [InlineData("no sweep at all }", "sweep { seed = 1 }")]
    public void A_text_that_is_damaged_breaks_nothing(string one, string other) =>
        Assert.Null(Record.Exception(() => SweepFileDifferences.Between(one, other)));
}

using SweepCluster.Programs.Commands;
using SweepCluster.Search;
using SweepCluster.Sweeps.Ordering;

namespace SweepCluster.Programs.Tests.Commands;

public sealed class TrialValuesTests
{
    [Fact]
    public void A_trial_has_the_values_of_its_configuration_in_the_order_of_the_file()
    {
        var spec = Example.Sweep("run = [a]", "repeats = 2, search-space { z = [1, 2], a = [x, y] }");
        var order = new GridOrder(spec);

        var values = TrialValues.Of(spec, order[order.PlaceOf(5)], 4, "/t");

        Assert.Equal([("z", SettingValue.Of(2)), ("a", SettingValue.Of("x"))], values.Parameters);
        Assert.Equal((5, 1, 4, "/t"), (values.Trial, values.Repeat, values.Attempt, values.Folder));
        Assert.Equal(Seeds.Of(spec.Seed, 1), values.Seed);
        Assert.Equal(("/t/parameters.json", "/t/metrics.jsonl"), (values.ParametersFile, values.MetricsFile));
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("true", true)]
    [InlineData("off", false)]
    [InlineData("false", false)]
    [InlineData("On", null)]
    [InlineData("1", null)]
    [InlineData("", null)]
    public void Only_some_words_are_switches(string word, bool? isOn) =>
        Assert.Equal(isOn, TrialValues.SwitchOf(SettingValue.Of(word)));

    [Fact]
    public void No_number_is_a_switch() =>
        Assert.All([0, 1], number => Assert.Null(TrialValues.SwitchOf(SettingValue.Of(number))));
}

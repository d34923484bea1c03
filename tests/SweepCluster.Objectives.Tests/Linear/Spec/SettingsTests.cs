using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Search;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Tests.Linear.Spec;

public sealed class SettingsTests
{
    public static TheoryData<string> Numbers =>
        [.. Settings.All.Where(setting => !setting.IsWord && setting.Name != Settings.Optimizer).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Trials_that_differ_in_a_setting_share_a_pack_if_the_catalogue_says_so(string name)
    {
        var setting = Settings.Of(name);
        var one = setting.With(Hyperparameters.For(OptimizerKind.Adam), SettingValue.Of(2));
        var other = setting.With(one, SettingValue.Of(3));

        Assert.NotEqual(one, other);
        Assert.Equal(setting.IsOfLane, one.SharesPackWith(other));
    }
}

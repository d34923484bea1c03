using SweepCluster.Cli.Hosting;

namespace SweepCluster.Cli.Tests.Hosting;

public sealed class UserHomeTests
{
    [Theory]
    [InlineData(null, "/", true)]
    [InlineData("", "/", true)]
    [InlineData(null, "", true)]
    [InlineData(null, "/root", false)]
    [InlineData("/", "/", false)]
    [InlineData("/nowhere", "/nowhere", false)]
    public void A_user_has_no_home_if_neither_the_variable_nor_the_list_of_users_names_one(
        string? variable, string profile, bool isMissing) =>
        Assert.Equal(isMissing, UserHome.IsMissing(variable, profile));
}

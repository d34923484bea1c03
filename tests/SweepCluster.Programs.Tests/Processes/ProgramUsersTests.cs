using SweepCluster.Problems;
using SweepCluster.Programs.Processes;

namespace SweepCluster.Programs.Tests.Processes;

public sealed class ProgramUsersTests
{
    [Fact]
    public void A_name_that_nobody_has_is_refused()
    {
        var refused = Assert.Throws<InvalidInputException>(() => ProgramUsers.Find("nobody-of-this-name"));

        Assert.Contains("no user 'nobody-of-this-name'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_one_is_already_needs_no_switch() => Assert.Null(ProgramUsers.Find(Environment.UserName));

    [Fact]
    public void A_user_has_the_number_group_and_folder_of_the_system()
    {
        var line = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(line => line[0] == "nobody");
        var user = LibC.UserOf("nobody")!;

        Assert.Equal((line[2], line[3], line[5]), ($"{user.Id}", $"{user.Group}", user.Home));
    }

    [Fact]
    public void Only_root_may_become_somebody_else()
    {
        if (LibC.EffectiveUser() == 0)
        {
            Assert.Equal("nobody", ProgramUsers.Find("nobody")!.Name);
            return;
        }

        var refused = Assert.Throws<InvalidInputException>(() => ProgramUsers.Find("root"));
        Assert.Contains("only root may", refused.Message, StringComparison.Ordinal);
    }
}

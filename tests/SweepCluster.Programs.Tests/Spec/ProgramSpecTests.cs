using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Programs.Tests.Spec;

public sealed class ProgramSpecTests
{
    [Fact]
    public void Two_are_equal_only_if_all_that_they_say_is()
    {
        var spec = Example.Program;

        Assert.Equal(spec with { Run = [.. spec.Run], Inherit = [.. spec.Inherit] }, spec);
        Assert.All(
            [
                spec with { Metric = "a" },
                spec with { Direction = Direction.Maximize },
                spec with { Run = ["a"] },
                spec with { Serve = true },
                spec with { Flags = ["a"] },
                spec with { Folder = "/a" },
                spec with { Files = ["a"] },
                spec with { Keep = ["a"] },
                spec with { Environment = spec.Environment.Add("A", "1") },
                spec with { Inherit = ["PATH"] },
                spec with { Secret = ["A"] },
                spec with { Timeout = TimeSpan.FromSeconds(1) },
                spec with { Silence = TimeSpan.FromSeconds(1) },
                spec with { Grace = TimeSpan.FromSeconds(1) },
                spec with { MostAttempts = 1 },
                spec with { Memory = 1 },
                spec with { KeepsCheckpoints = true },
                spec with { Result = ResultRule.Best },
                spec with { Pattern = "a" },
            ],
            other => Assert.NotEqual(spec, other));
    }

    [Fact]
    public void Its_trials_are_attempted_as_often_as_it_says_and_never_side_by_side() => Assert.Equal(
        new AttemptRules(5, AreRepeatable: false), (Example.Program with { MostAttempts = 5 }).Attempts);

    [Fact]
    public void Only_with_files_does_it_need_a_folder()
    {
        Assert.Null(Example.Program.FilesFolder);
        var spec = Example.Program with { Files = ["a"] };

        Assert.Equal("/jobs", spec.FilesFolder);
        Assert.Equal("/elsewhere", spec.WithFilesIn("/elsewhere").FilesFolder);
    }

    [Fact]
    public void A_lease_of_its_trials_can_hold_only_one()
    {
        var plan = Sweeps.State.SweepPlan.For(Example.Sweep("run = [a]", $"repeats = 3, {Example.Axes}"), "f");

        Assert.Equal((12, 1, 1), (plan.Planned, plan.GroupSize, plan.SmallestPack));
        Assert.Equal(new AttemptRules(3, AreRepeatable: false), plan.Attempts);
    }
}

using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Evaluating;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Programs.Tests.Evaluating;

public sealed class ProgramForecastTests
{
    [Fact]
    public void The_first_commands_are_told_as_they_can_be_pasted()
    {
        var seed = Seeds.Of(42, 0);
        var forecast = Of(
            """run = [python3, "a b.py", "{args}", "{trial-dir}", "{seed}"]""",
            "search-space { lr = [0.1, 0.2], kind = [gini, \"it's\"] }");

        Assert.Equal(
            [
                ("trial 0", $"python3 'a b.py' --lr=0.1 --kind=gini trials/0 {seed}"),
                ("trial 1", $"python3 'a b.py' --lr=0.1 '--kind=it'\\''s' trials/1 {seed}"),
                ("trial 2", $"python3 'a b.py' --lr=0.2 --kind=gini trials/2 {seed}"),
            ],
            forecast.More);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("repeats = 2", 2)]
    [InlineData("search-space { a { integer = [1, 1000000] } }", 3)]
    public void No_more_are_told_than_there_are_trials(string more, int commands) =>
        Assert.Equal(commands, Of("run = [a]", more).More.Length);

    private static SweepForecast Of(string program, string more)
    {
        using var sweep = new LoadedSweep(Example.Sweep(program, more), null);
        return ProgramForecast.Of(sweep, slots: 2);
    }
}

using FsCheck.Fluent;
using SweepCluster.Search.Schedulers;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Sweeps.Tests.Searching;

/// <summary>Schedulers stop the same trials whatever workers, coordinators and proposals do.</summary>
public sealed class SchedulerPropertyTests
{
    private const int Epochs = 9;

    private static readonly string[] Samplers =
    [
        """
        search-space { learning-rate = [0.1, 0.2, 0.3, 0.4, 0.5], batch-size = [2, 4], decay = [0, 0.1, 0.2, 0.3] }
        parallel = 5
        """,
        """
        sampler = sobol, trials = 40, repeats = 2
        search-space { learning-rate = { uniform = [0.1, 0.9] }, batch-size = [2, 4], decay = { uniform = [0, 1] } }
        """,
        """
        sampler = tpe, trials = 40, parallel = 4
        search-space { learning-rate = { uniform = [0.1, 0.9] }, batch-size = [2, 4], decay = { uniform = [0, 1] } }
        """,
    ];

    public static TheoryData<string> Repeatable => [.. Lines(kind => Make(kind).IsRepeatable)];

    public static TheoryData<string> All => [.. Lines(_ => true)];

    [Theory]
    [MemberData(nameof(Repeatable))]
    public void The_summary_is_the_same_whatever_happens(string lines)
    {
        var spec = SimulatedSearch.Spec(lines, Epochs);
        var expected = SimulatedSearch.Expected(spec);
        Assert.Contains("PRUNED", expected, StringComparison.Ordinal);
        Assert.Contains("COMPLETE", expected, StringComparison.Ordinal);
        Prop.ForAll(Schedules(), schedule => SimulatedSearch.Run(spec, schedule).Summary() == expected).Holds();
    }

    [Theory]
    [MemberData(nameof(Repeatable))]
    public void A_goal_ends_it_at_the_same_cohort_whatever_happens(string lines)
    {
        var spec = SimulatedSearch.Spec(lines, Epochs);
        spec = spec with { Stop = StopRules.None with { Goal = 2.6 } };
        var expected = SimulatedSearch.Expected(spec);
        Assert.Contains("CANCELLED", expected, StringComparison.Ordinal);
        Prop.ForAll(Schedules(), schedule =>
        {
            var search = SimulatedSearch.Run(spec, schedule);
            return search.State.Ended == EndReason.GoalReached && search.Summary() == expected;
        }).Holds();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_trial_is_lost_and_replaying_the_journal_gives_the_live_state(string lines)
    {
        var spec = SimulatedSearch.Spec(lines, Epochs);
        Prop.ForAll(Schedules(), schedule =>
        {
            var search = SimulatedSearch.Run(spec, schedule);
            return search.State.Ended == EndReason.Finished
                && search.State.Account is { Balances: true, Failed: 0, Cancelled: 0, Pruned: > 0, Complete: > 0 }
                && ExactJson.Of(search.Replayed()) == ExactJson.Of(search.State)
                && search.Replayed().Rungs.Equals(search.State.Rungs);
        }).Holds();
    }

    private static IEnumerable<string> Lines(Func<SchedulerKind, bool> isWanted) =>
        SchedulerCatalog.All.Where(isWanted).SelectMany(kind => Samplers.Select(sampler =>
            $"{sampler}{Environment.NewLine}scheduler {{ {kind.Word} {{ }} }}"));

    private static IScheduler Make(SchedulerKind kind) => kind.Make(new(3, 1, Epochs, 10));

    private static FsCheck.Arbitrary<int[]> Schedules() => SimulatedSearch.Schedules(100);
}

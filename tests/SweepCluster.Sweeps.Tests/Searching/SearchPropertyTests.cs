using FsCheck.Fluent;
using SweepCluster.Search.Samplers;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Sweeps.Tests.Searching;

/// <summary>A search gives the same whatever workers, coordinators and proposals do.</summary>
public sealed class SearchPropertyTests
{
    public static TheoryData<string> Searches =>
    [
        .. SamplerCatalog.Words.SelectMany(sampler => new[]
        {
            $$"""
            sampler = {{sampler}}, trials = 30, parallel = 4
            search-space {
              learning-rate = { log-uniform = [0.01, 1] }
              batch-size = [2, 4]
              decay = { uniform = [0, 1] }
            }
            """,
            $$"""
            sampler = {{sampler}}, trials = 14, parallel = 3, repeats = 2
            points = [
              { optimizer = sgd, momentum = 0.5, learning-rate = 0.1 }
              { optimizer = adam, learning-rate = 0.2 }
            ]
            search-space {
              optimizer = [sgd, adam]
              momentum = { uniform = [0, 0.9], when { optimizer = sgd } }
              learning-rate = { uniform = [0.1, 0.9], step = 0.1 }
            }
            """,
        }),
        "search-space { optimizer = [sgd, adam], momentum = { choice = [0, 0.5, 0.9], when { optimizer = sgd } } }",
    ];

    [Theory]
    [MemberData(nameof(Searches))]
    public void Its_summary_is_the_same_whatever_happens(string lines)
    {
        var spec = SimulatedSearch.Spec(lines);
        var expected = SimulatedSearch.Expected(spec);
        Prop.ForAll(Schedules(), schedule => SimulatedSearch.Run(spec, schedule).Summary() == expected).Holds();
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void No_trial_is_lost_and_replaying_the_journal_gives_the_live_state(string lines)
    {
        var spec = SimulatedSearch.Spec(lines);
        Prop.ForAll(Schedules(), schedule =>
        {
            var search = SimulatedSearch.Run(spec, schedule);
            return search.State.Ended == EndReason.Finished
                && search.State.Account is { Balances: true, Failed: 0, Cancelled: 0 }
                && ExactJson.Of(search.Replayed()) == ExactJson.Of(search.State);
        }).Holds();
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void A_goal_ends_it_at_the_same_trial_whatever_happens(string lines)
    {
        var spec = SimulatedSearch.Spec(lines);
        spec = spec with { Stop = StopRules.None with { Goal = 4 } };
        var expected = SimulatedSearch.Expected(spec);
        Assert.Contains("CANCELLED", expected, StringComparison.Ordinal);
        Prop.ForAll(Schedules(), schedule =>
        {
            var search = SimulatedSearch.Run(spec, schedule);
            return search.State.Ended == EndReason.GoalReached && search.Summary() == expected;
        }).Holds();
    }

    private static FsCheck.Arbitrary<int[]> Schedules() => SimulatedSearch.Schedules(120);
}

using FsCheck.Fluent;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Sweeps.Tests.State;

public sealed class SweepStatePropertyTests
{
    [Fact]
    public void Replaying_the_journal_gives_the_live_state() => Prop
        .ForAll(Schedules(), schedule =>
        {
            var sweep = Run(schedule, _ => false);
            sweep.Do(new SweepCommands.RecoverSweep());
            return sweep.Replayed() == sweep.Live();
        })
        .Holds();

    [Fact]
    public void No_trial_is_lost_or_counted_twice_whatever_the_workers_do() => Prop
        .ForAll(Schedules(), schedule =>
        {
            var sweep = Run(schedule, _ => false);
            sweep.Finish();
            return sweep.State.Ended == EndReason.Finished && sweep.State.Account.Balances && EachOnce(sweep.State);
        })
        .Holds();

    [Fact]
    public void A_trial_that_always_throws_fails_alone() => Prop
        .ForAll(Schedules(), Gen.Choose(0, 99).ToArbitrary(), (schedule, failing) =>
        {
            var sweep = Run(schedule, place => place == failing);
            sweep.Finish();
            return sweep.State.Ended == EndReason.Finished
                && sweep.State.Failures.Select(failure => failure.Place).SequenceEqual([failing])
                && sweep.State.Account is { Failed: 1, Balances: true };
        })
        .Holds();

    [Fact]
    public void A_goal_ends_the_sweep_at_the_same_trial_whatever_the_workers_do() => Prop
        .ForAll(Schedules(), Gen.Choose(1, 100).ToArbitrary(), (schedule, goal) =>
        {
            var first = Enumerable.Range(0, 100).First(place =>
                !SimulatedSweep.OutcomeOf(place).Diverged && SimulatedSweep.OutcomeOf(place).Linear().Rmse <= goal);
            var sweep = new SimulatedSweep(100, GroupSize(schedule), new StopRules(TimeSpan.Zero, goal, 0));
            foreach (var choice in schedule)
                sweep.Step(choice);
            sweep.Finish();
            return sweep.State.Ended == EndReason.GoalReached
                && sweep.State.Limit == first + 1
                && sweep.State.Account.Balances;
        })
        .Holds();

    [Fact]
    public void A_repeated_pull_gets_the_same_lease() => Prop
        .ForAll(Schedules(), schedule =>
        {
            var sweep = Run(schedule, _ => false);
            return sweep.Pull("worker-0", again: false).Equals(sweep.Pull("worker-0", again: true));
        })
        .Holds();

    [Fact]
    public void Trials_that_come_in_turn_fail_alone_and_none_is_lost() => Prop
        .ForAll(Schedules(), Gen.Choose(0, 99).ToArbitrary(), (schedule, failing) =>
        {
            var sweep = new SimulatedSweep(100, 1, attempts: new AttemptRules(3, AreRepeatable: false))
            {
                Fails = place => place == failing,
                Seconds = 0.01,
            };
            foreach (var choice in schedule)
                sweep.Step(choice);
            var isReplayed = Recovered(sweep);
            sweep.Finish();
            return isReplayed
                && sweep.State.Ended == EndReason.Finished
                && sweep.State.Failures.Select(failure => failure.Place).SequenceEqual([failing])
                && sweep.State.Account is { Failed: 1, Balances: true }
                && EachOnce(sweep.State, failing);
        })
        .Holds();

    [Fact]
    public void Schedules_give_up_parts_of_leases_too()
    {
        var random = new Random(1);
        var schedules = Enumerable.Range(0, 50)
            .Select(_ => Enumerable.Range(0, 120).Select(_ => random.Next(16 * 64)).ToArray());

        Assert.True(schedules.Sum(schedule => Run(schedule, _ => false).Yields) > 10);
    }

    private static SimulatedSweep Run(int[] schedule, Func<long, bool> fails)
    {
        var sweep = new SimulatedSweep(100, GroupSize(schedule)) { Fails = fails };
        foreach (var choice in schedule)
            sweep.Step(choice);
        return sweep;
    }

    // A lease may hold several of the small groups.
    private static int GroupSize(int[] schedule) => schedule.FirstOrDefault() % 2 == 0 ? 20 : 4;

    private static bool Recovered(SimulatedSweep sweep)
    {
        sweep.Do(new SweepCommands.RecoverSweep());
        return sweep.Replayed() == sweep.Live();
    }

    private static bool EachOnce(SweepState state, int? but = null)
    {
        var places = state.Results
            .SelectMany(segment => segment.Outcomes
                .Select((outcome, i) => (Place: segment.Start + i, outcome.Linear().Mae)))
            .OrderBy(result => result.Place)
            .ToList();
        return places.Select(result => result.Place).SequenceEqual(
                Enumerable.Range(0, 100).Where(place => place != but).Select(place => (long)place))
            && places.All(result => result.Mae.Equals(result.Place));
    }

    private static FsCheck.Arbitrary<int[]> Schedules() => Gen.Choose(0, 16 * 64).ArrayOf(120).ToArbitrary();
}

using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Simulation;

/// <summary>Whatever happens to machines and messages, every trial counts once, with the same result.</summary>
/// <remarks>
/// A failure names its seed; put that into <see cref="OnlySeed"/> to run it alone. Workers die here at random, and an
/// innocent trial is given up if it is alone on three workers that die. None of the first 1,200 seeds does that. Trials
/// that come in turn are alone so often that it happens to some of them.
/// </remarks>
public sealed class ScheduleTests
{
    private const int FirstSeed = 0;
    private const int Seeds = 120;
    private const int Planned = 600;
    private const int FaultySteps = 3000;
    private const int MostSteps = 400_000;
    private const int MostUnlucky = 3;

    // -1 for all seeds.
    private const int OnlySeed = -1;

    public static TheoryData<int> Chunks => [.. Enumerable.Range(0, OnlySeed < 0 ? 4 : 1)];

    [Theory]
    [MemberData(nameof(Chunks))]
    public void A_sweep_ends_with_every_trial_accounted_for_once_and_unchanged(int chunk)
    {
        foreach (var seed in OnlySeed < 0 ? Enumerable.Range(FirstSeed + (chunk * Seeds / 4), Seeds / 4) : [OnlySeed])
        {
            try
            {
                Run(seed);
            }
            catch (Exception cause)
            {
                throw new InvalidOperationException($"Seed {seed}: {cause.Message}", cause);
            }
        }
    }

    [Fact]
    public void Checkpoints_save_epochs() => Assert.True(Run(2).EpochsSaved > 0);

    [Fact]
    public void Several_small_groups_are_trained_under_one_lease() => Assert.True(Run(1).Several > 0);

    [Theory]
    [MemberData(nameof(Chunks))]
    public void So_does_one_whose_trials_come_in_turn(int chunk)
    {
        foreach (var seed in OnlySeed < 0 ? Enumerable.Range(FirstSeed + (chunk * Seeds / 4), Seeds / 4) : [OnlySeed])
        {
            try
            {
                Run(seed, inTurn: true);
            }
            catch (Exception cause)
            {
                throw new InvalidOperationException($"Seed {seed}: {cause.Message}", cause);
            }
        }
    }

    [Fact]
    public void Trials_in_turn_share_leases_and_those_not_begun_go_to_others()
    {
        Assert.True(Run(1, inTurn: true).Several > 10);
        Assert.Contains(Enumerable.Range(0, 12), seed => Run(seed, inTurn: true).Splits > 0);
    }

    [Fact]
    public void Free_slots_take_over_parts_of_packs_in_training() =>
        Assert.Contains(Enumerable.Range(0, 12), seed => Run(seed).Splits > 0);

    [Fact]
    public void A_schedule_is_the_same_every_time() =>
        Assert.Equal(Run(2).Coordinator.Live(), Run(2).Coordinator.Live());

    private static SimulatedCluster Run(int seed, bool inTurn = false)
    {
        var random = new Random(seed);
        var failing = Places(random, seed % 3).ToHashSet();
        var poison = Places(random, seed % 4 == 0 && !inTurn ? 2 : 0).Distinct()
            .ToDictionary(place => place, _ => random.Next(1, SimulatedTrials.Epochs + 1));
        var trials = new SimulatedTrials(failing, poison);
        var goal = seed % 5 == 4 ? 1 : 0;
        var plan = new SweepPlan(
            "f",
            Planned,
            inTurn ? 1 : seed % 2 == 0 ? 60 : 6,
            inTurn ? 1 : 8,
            new Aim(LinearSchema.Rmse, Direction.Minimize),
            new StopRules(TimeSpan.Zero, goal, 0))
        {
            Attempts = new AttemptRules(3, AreRepeatable: !inTurn),
        };
        var cluster = new SimulatedCluster(seed, plan, trials);
        while (cluster.Time.Steps < FaultySteps)
            cluster.Time.Step();
        cluster.EndFaults();
        while (cluster.Coordinator.State.Ended is null)
        {
            Assert.True(cluster.Time.Steps < MostSteps, $"No end: {cluster.Coordinator.State.Account}");
            cluster.Time.Step();
        }

        Check(cluster, goal, inTurn ? Unlucky(cluster.Coordinator.State) : []);
        return cluster;
    }

    private static HashSet<long> Unlucky(SweepState state) =>
    [
        .. state.Failures
            .Where(failure => failure.Reason.StartsWith("the worker process ended ", StringComparison.Ordinal))
            .Select(failure => failure.Place),
    ];

    private static void Check(SimulatedCluster cluster, int goal, HashSet<long> unlucky)
    {
        var state = cluster.Coordinator.State;
        var limit = Limit(cluster.Trials, goal, unlucky);
        Assert.Equal(limit == Planned ? EndReason.Finished : EndReason.GoalReached, state.Ended);
        Assert.Equal(limit, state.Limit);
        Assert.True(state.Account.Balances, state.Account.ToString());
        var guilty = SimulatedTrials.Places(new TrialRange(0, limit))
            .Where(place => cluster.Trials.IsGuilty(place) || unlucky.Contains(place)).ToList();
        Assert.True(unlucky.Count <= MostUnlucky, $"{unlucky.Count} innocent trials were given up.");
        Assert.Equal(guilty, state.Failures.Select(failure => failure.Place).Where(place => place < limit).Order());
        Assert.Equal(guilty.Count, state.Account.Failed);
        Assert.Equal(Planned - limit, state.Account.Cancelled);
        var results = state.Results
            .SelectMany(segment => segment.Outcomes
                .Select((outcome, i) => (Place: segment.Start + i, Outcome: outcome)))
            .ToList();
        Assert.Equal(results.Count, results.Select(result => result.Place).Distinct().Count());
        Assert.Equal(limit - guilty.Count, results.Count(result => result.Place < limit));
        Assert.All(results, result => Assert.Equal(result.Place, result.Outcome.Metric(LinearSchema.Mae)));
        Assert.Equal(cluster.Coordinator.ReplayedText(), cluster.Coordinator.Live());
    }

    private static long Limit(
        SimulatedTrials trials, int goal, HashSet<long> unlucky) => SimulatedTrials.Places(new TrialRange(0, Planned))
        .Where(place => !trials.IsGuilty(place)
            && !unlucky.Contains(place)
            && !SimulatedTrials.OutcomeOf(place).Diverged
            && SimulatedTrials.OutcomeOf(place).Rmse <= goal)
        .Select(place => place + 1)
        .FirstOrDefault(Planned);

    private static IEnumerable<long> Places(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => (long)random.Next(Planned));
}

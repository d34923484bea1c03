using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using static SweepCluster.Sweeps.Decisions.SweepCommands;

namespace SweepCluster.Sweeps.Tests.State;

/// <summary>The cost of a pack must not grow with the sweep.</summary>
/// <remarks>Measured in allocated bytes, which do not depend on the machine.</remarks>
public sealed class StateCostTests
{
    private static readonly ImmutableArray<TrialOutcome> Outcomes =
        [.. Enumerable.Repeat(SimulatedSweep.OutcomeOf(1), 1024)];

    [Theory]
    [InlineData(4)]
    [InlineData(2000)]
    public void A_pack_costs_the_same_in_a_sweep_a_hundred_times_as_large(int slots)
    {
        var small = BytesPerPack(4_096_000, slots);
        var large = BytesPerPack(409_600_000, slots);

        Assert.InRange(large, 0, 2 * small);
    }

    [Fact]
    public void A_pack_costs_little_more_among_thousands_of_leases() =>
        Assert.InRange(BytesPerPack(4_096_000, 2000), 0, 4 * BytesPerPack(4_096_000, 4));

    private static long BytesPerPack(long planned, int slots)
    {
        var aim = new Aim(LinearSchema.Rmse, Direction.Minimize);
        var plan = new SweepPlan("f", planned, planned, 16, aim, StopRules.None);
        var state = Play(SweepState.Empty, new SubmitSweep(plan, "text")).State;
        var (random, held) = (new Random(1), new Lease?[slots]);
        const int Packs = 60;
        for (var slot = 0; slot < slots; slot++)
            (state, held[slot]) = Pull(state, slots, slot, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var pack = 1; pack <= Packs; pack++)
        {
            var slot = random.Next(slots);
            var lease = held[slot]!;
            var outcome = new PackOutcome([0.5], Outcomes[..(int)lease.Range.Count]);
            state = Play(state, new RecordPack(lease, lease.Range.Start, outcome, 1)).State;
            (state, held[slot]) = Pull(state, slots, slot, pack);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Packs;
    }

    private static (SweepState State, Lease? Lease) Pull(SweepState state, int slots, int slot, int pull)
    {
        var (next, reply) = Play(state, new RequestPack(new SlotRequest("a", slot, pull), slots, [], true));
        return (next, (reply as SweepReplies.PackGranted)?.Lease);
    }

    private static (SweepState State, ISweepReply Reply) Play(SweepState state, ISweepCommand command)
    {
        var decision = SweepDecisions.Decide(state, command, DateTimeOffset.UnixEpoch);
        return (decision.Events.Aggregate(state, SweepEvolution.Apply), decision.Reply);
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using SweepCluster.Cluster.Journal;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Training.Diagnosis;
using static SweepCluster.Sweeps.Decisions.SweepCommands;

namespace SweepCluster.Benchmarks;

/// <summary>
/// What a sweep's state costs per pack, by the number of trials and of leases, and how long a replay takes.
/// </summary>
internal static class StateMeasure
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<TrialOutcome> Outcomes = [.. Enumerable.Repeat(Outcome(), 1024)];

    public static void Run(TextWriter writer)
    {
        foreach (var planned in new[] { 1_000, 10_000, 100_000, 1_000_000 })
            foreach (var slots in new[] { 4, 2_000 })
                Measure(writer, planned, slots);
        Replay(writer);
    }

    private static void Measure(TextWriter writer, long planned, int slots)
    {
        Sweep(planned, slots, []);
        var watch = Stopwatch.StartNew();
        var packs = Sweep(planned, slots, []);
        var microseconds = watch.Elapsed.TotalMicroseconds;
        writer.WriteLine(
            $"{planned,9} trials {slots,5} slots: {packs,6} packs, {microseconds / packs,6:F1} us per pack, "
            + $"{1000 * microseconds / planned,7:F0} ns per trial");
    }

    private static void Replay(TextWriter writer)
    {
        var serializer = new JournalSerializer(null!);
        var events = new List<ISweepEvent>();
        Sweep(1_000_000, 4, events);
        var journal = events.ConvertAll(e => (serializer.Manifest(e), serializer.ToBinary(e)));
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            var read = journal.ConvertAll(entry => (ISweepEvent)serializer.FromBinary(entry.Item2, entry.Item1));
            var seconds = watch.Elapsed.TotalSeconds;
            var state = read.Aggregate(SweepState.Empty, SweepEvolution.Apply);
            writer.WriteLine(
                $"{state.Account.Complete} trials replayed: {seconds:F2} s to read, "
                + $"{watch.Elapsed.TotalSeconds - seconds:F2} s to apply");
        }
    }

    // Slots report in an order that does not depend on that of the leases.
    private static int Sweep(long planned, int slots, List<ISweepEvent> journal)
    {
        var state = SweepState.Empty;
        ISweepReply Do(ISweepCommand command)
        {
            var decision = SweepDecisions.Decide(state, command, Noon);
            state = decision.Events.Aggregate(state, SweepEvolution.Apply);
            journal.AddRange(decision.Events);
            return decision.Reply;
        }

        var aim = new Aim(LinearSchema.Rmse, Direction.Minimize);
        Do(new SubmitSweep(new SweepPlan("f", planned, planned, 16, aim, StopRules.None), "text"));
        var (random, held, packs) = (new Random(1), new Lease?[slots], 0);
        while (state.Ended is null)
        {
            var slot = random.Next(slots);
            if (held[slot] is { } lease)
            {
                Do(new RecordPack(
                    lease, lease.Range.Start, new PackOutcome([0.5], Outcomes[..(int)lease.Range.Count]), 1));
                packs++;
            }

            var pull = new SlotRequest($"worker-{slot}", slot, packs);
            held[slot] = (Do(new RequestPack(pull, slots, [], true)) as SweepReplies.PackGranted)?.Lease;
        }

        return packs;
    }

    private static LinearOutcome Outcome() => new()
    {
        Epochs = 10,
        Rmse = 0.5,
        Mae = 0.4,
        Parameters = [1, 2, 3, 4, 5],
        EpochRmse = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        EpochValidationRmse = [],
        Verdict = Verdict.Converged,
    };
}

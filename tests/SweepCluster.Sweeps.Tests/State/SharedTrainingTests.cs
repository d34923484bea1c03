using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Tests.State;

/// <summary>How well slots share a sweep of 30 epochs in simulated time, without what no slot can help with.</summary>
public sealed class SharedTrainingTests
{
    private const int Epochs = 30;
    private const int Vector = 16;
    private const double Speed = 60;

    public static TheoryData<int> Trials => [64, 96, 256, 400, 1024, 1500, 2048, 4096];

    [Theory]
    [MemberData(nameof(Trials))]
    public void Equal_slots_take_little_longer_than_the_best_even_split(int trials)
    {
        for (var slots = 1; slots <= 4; slots++)
        {
            var sweep = Sweep(trials);
            for (var slot = 0; slot < slots; slot++)
                sweep.Join(Speed);

            Assert.InRange(sweep.Run() / BestEvenSplit(trials, slots), 0.9, 1.15);
        }
    }

    [Theory]
    [MemberData(nameof(Trials))]
    public void A_slot_that_joins_in_the_middle_has_work_within_two_epochs(int trials)
    {
        for (var slots = 1; slots <= 3; slots++)
        {
            var middle = BestEvenSplit(trials, slots) / 2;
            var sweep = Sweep(trials);
            for (var slot = 0; slot < slots; slot++)
                sweep.Join(Speed);
            var late = sweep.Join(Speed, at: middle);
            var ended = sweep.Run();
            if (trials / slots < 2 * Vector)
                continue;

            Assert.InRange(late.FirstGrant!.Value - middle, 0, 2 * sweep.EpochSeconds(Math.Min(trials, 1024), Speed));
            Assert.True(ended < BestEvenSplit(trials, slots), $"{slots} slots and a late one took {ended} s");
        }
    }

    [Theory]
    [MemberData(nameof(Trials))]
    public void A_slot_three_times_slower_than_the_others_keeps_them_waiting_little(int trials)
    {
        for (var slots = 2; slots <= 4; slots++)
        {
            // If a slot has only a few vectors, others cannot share the last ones of the slow slot.
            if (trials / slots < 16 * Vector)
                continue;
            double[] speeds = [.. Enumerable.Repeat(Speed, slots - 1), Speed / 3];
            var sweep = Sweep(trials);
            foreach (var speed in speeds)
                sweep.Join(speed);

            Assert.InRange(sweep.Run() / Ideal(trials, speeds), 0.95, 1.15);
        }
    }

    private static SharedTraining Sweep(int trials)
    {
        var aim = new Aim(LinearSchema.Rmse, Direction.Minimize);
        return new(new SweepPlan("f", trials, trials, Vector, aim, StopRules.None), Epochs);
    }

    private static double BestEvenSplit(int trials, int slots)
    {
        var vectors = (trials + Vector - 1) / Vector;
        return Epochs / Speed * Enumerable.Range(1, vectors).Where(packs => vectors <= packs * 64).Min(packs =>
        {
            var vectorsPerPack = (long)Math.Ceiling(vectors / (double)packs);
            return Math.Ceiling(packs / (double)slots) * PackShares.Cost(vectorsPerPack * Vector, Vector);
        });
    }

    // Each slot trains packs without a pause, as many vectors as its speed allows, and all end together.
    private static double Ideal(int trials, double[] speeds)
    {
        var vectors = (trials + Vector - 1) / Vector;
        var packs = Math.Max(Math.Ceiling(trials / 1024.0), speeds.Length);
        return Epochs * (vectors + packs * PackShares.StepInVectors) / speeds.Sum();
    }
}

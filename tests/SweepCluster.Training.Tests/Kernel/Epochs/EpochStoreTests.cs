using System.Collections.Concurrent;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel.Epochs;

public class EpochStoreTests
{
    private static readonly TrainingRows NoRows = new([], [], 1, 1);
    private static readonly EpochKey Key = KeyOf(0);

    public static TheoryData<BatchLayout, bool> Kinds =>
        [.. from layout in Enum.GetValues<BatchLayout>()
            from shuffle in new[] { true, false }
            select (layout, shuffle)];

    [Fact]
    public void An_epoch_is_laid_out_once()
    {
        var store = new EpochStore(100);
        var laid = 0;
        for (var use = 0; use < 3; use++)
        {
            var epoch = store.Rent(Key, 60)!;
            epoch.Lay(_ => laid++);
            store.Return(epoch);
        }

        Assert.Equal(1, laid);
    }

    [Fact]
    public void What_was_used_longest_ago_makes_room_and_what_is_in_use_does_not()
    {
        var store = new EpochStore(100);
        var first = store.Rent(KeyOf(0), 40)!;
        store.Return(store.Rent(KeyOf(1), 40)!);
        Assert.Null(store.Rent(KeyOf(2), 70));
        store.Return(first);

        var again = store.Rent(KeyOf(2), 60)!;
        Assert.Same(first, store.Rent(KeyOf(0), 40));
        Assert.Same(again, store.Rent(KeyOf(2), 60));
    }

    [Fact]
    public void What_exceeds_the_bound_is_not_kept() => Assert.Null(new EpochStore(100).Rent(Key, 101));

    [Fact]
    public async Task A_second_thread_learns_that_another_lays_out_and_can_wait_for_it()
    {
        var store = new EpochStore(100);
        var epoch = store.Rent(Key, 60)!;
        using var laying = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var first = Task.Run(
            () => epoch.Lay(_ => { laying.Set(); goOn.Wait(); }), TestContext.Current.CancellationToken);
        laying.Wait(TestContext.Current.CancellationToken);

        Assert.False(epoch.TryLay(_ => Assert.Fail("Laid out twice.")));
        var second = Task.Run(
            () => epoch.Lay(_ => Assert.Fail("Laid out twice.")), TestContext.Current.CancellationToken);
        goOn.Set();
        await Task.WhenAll(first, second);
    }

    [Fact]
    public void If_laying_out_throws_the_next_caller_begins_anew()
    {
        var epoch = new EpochStore(100).Rent(Key, 60)!;
        Assert.Throws<OperationCanceledException>(() => epoch.Lay(_ => throw new OperationCanceledException()));
        var laid = false;

        Assert.True(epoch.TryLay(_ => laid = true));
        Assert.True(laid);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Packs_side_by_side_give_the_same_bits_with_a_store_of_any_size(BatchLayout layout, bool shuffle)
    {
        // Batches that end where row blocks do share their epochs; 11 and 45 rows do not.
        int[] batches = [8, 16, 11, 45, 64];
        var packs = batches.Select(batch => new Shape(3, 2, batch, 45, true, 5)
            .Pack(Trials.Of(OptimizerKind.Adam) with { Epochs = 6, Shuffle = shuffle }, layout: layout)).ToList();
        var rows = packs[0].Rows;
        packs = packs.ConvertAll(
            pack => new TrialPack(rows, pack.Layer, pack.Trials, pack.SweepSeed, pack.Repeat, layout));
        var expected = packs.ConvertAll(pack => Bits(pack, null));
        foreach (var bytes in new[] { 0, 2000, 1 << 20 })
        {
            var store = new EpochStore(bytes);
            var found = new ConcurrentBag<(int Pack, double[] Bits)>();
            Parallel.For(0, 4 * packs.Count, index =>
                found.Add((index % packs.Count, Bits(packs[index % packs.Count], store))));
            Assert.All(found, pack => Assert.Equal(expected[pack.Pack], pack.Bits));
        }
    }

    [Fact]
    public void The_update_of_divergence_is_found_in_a_stored_epoch()
    {
        var trial = Trials.Of(OptimizerKind.Sgd, LossKind.Mse) with
        {
            Epochs = 40,
            LearningRate = 1,
            Precision = Precision.Float32,
        };
        var pack = new TrialPack(Trials.Rows(30, 3, 1), Trials.Layer(), [trial], 5, 0);
        var store = new EpochStore();

        Assert.NotNull(Train(pack, null)[0].DivergedAtUpdate);
        Assert.Equal(Train(pack, null)[0].DivergedAtUpdate, Train(pack, store)[0].DivergedAtUpdate);
    }

    private static double[] Bits(TrialPack pack, EpochStore? store) =>
        [.. Train(pack, store).SelectMany(lane => lane.Parameters)];

    private static IReadOnlyList<LaneResult> Train(TrialPack pack, EpochStore? store) =>
        PackTrainer.Train(pack, new DirectEvaluator(pack), LaneWidths.Widest, store);

    private static EpochKey KeyOf(int epoch) =>
        new(NoRows, true, 1, 0, epoch, 8, BatchLayout.Rows, Precision.Float32);
}

using FsCheck.Fluent;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Work.Training;

public sealed class GpuPoolTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void No_GPU_is_ever_taken_by_two() => Prop
        .ForAll(Gen.ListOf(Gen.Choose(-3, 3)).ToArbitrary(), choices =>
        {
            var pool = new GpuPool(["0", "1", "2", "3"]);
            var held = new List<IGpuShare>();
            foreach (var choice in choices)
            {
                if (choice > 0 && held.Sum(share => share.Names.Length) + choice <= 4)
                    held.Add(pool.Take(choice, Test));
                else if (choice < 0 && held.Count > 0)
                {
                    held[-choice % held.Count].Dispose();
                    held.RemoveAt(-choice % held.Count);
                }

                var taken = held.SelectMany(share => share.Names).ToList();
                Assert.Equal(taken.Count, taken.Distinct().Count());
            }
        })
        .Holds();

    [Fact]
    public async Task Whoever_comes_too_early_waits_for_the_one_before()
    {
        var pool = new GpuPool(["GPU-a", "GPU-b"]);
        var first = pool.Take(2, Test);
        var second = Task.Run(() => pool.Take(1, Test), Test);
        Assert.False(second.IsCompleted);
        first.Dispose();
        first.Dispose();

        Assert.Equal(["GPU-a"], (await second).Names);
    }

    [Fact]
    public async Task A_wait_can_be_ended()
    {
        var pool = new GpuPool(["0"]);
        using var first = pool.Take(1, Test);
        using var stop = new CancellationTokenSource();
        var second = Task.Run(() => pool.Take(1, stop.Token), Test);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public void More_than_there_are_is_for_another_worker() =>
        Assert.Throws<TryElsewhereException>(() => new GpuPool(["0"]).Take(2, Test));
}

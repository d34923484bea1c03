using SweepCluster.Training.Randomness;

namespace SweepCluster.Training.Tests.Randomness;

public class RowOrderTests
{
    [Fact]
    public void Each_epoch_is_a_permutation_of_the_rows()
    {
        var orders = new RowOrder(101, 42, 0);
        for (var epoch = 0; epoch < 20; epoch++)
            Assert.Equal(Enumerable.Range(0, 101), orders.Shuffled(epoch).ToArray().Order());
    }

    [Fact]
    public void Epochs_and_repeats_and_seeds_differ()
    {
        int[][] orders =
        [
            new RowOrder(50, 42, 0).Shuffled(0).ToArray(),
            new RowOrder(50, 42, 0).Shuffled(1).ToArray(),
            new RowOrder(50, 42, 1).Shuffled(0).ToArray(),
            new RowOrder(50, 43, 0).Shuffled(0).ToArray(),
        ];
        Assert.Equal(4, orders.Select(order => string.Join(',', order)).Distinct().Count());
    }

    [Fact]
    public void Any_epoch_can_be_entered_without_those_before_it()
    {
        var orders = new RowOrder(50, 42, 0);
        for (var epoch = 0; epoch < 5; epoch++)
            orders.Shuffled(epoch);
        Assert.Equal(new RowOrder(50, 42, 0).Shuffled(5).ToArray(), orders.Shuffled(5).ToArray());
    }

    [Fact]
    public void Every_row_comes_first_about_equally_often()
    {
        var firsts = new int[5];
        var orders = new RowOrder(5, 7, 0);
        for (var epoch = 0; epoch < 5000; epoch++)
            firsts[orders.Shuffled(epoch).Span[0]]++;
        Assert.All(firsts, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void The_order_of_a_released_version_never_changes() =>
        Assert.Equal([6, 4, 5, 3, 7, 0, 2, 1], new RowOrder(8, 42, 0).Shuffled(0).ToArray());
}

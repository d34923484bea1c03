using SweepCluster.Training.Randomness;

namespace SweepCluster.Training.Tests.Randomness;

public class NormalDeviatesTests
{
    private static readonly double[] Deviates = Draw(200_000);

    [Fact]
    public void Moments_are_those_of_the_standard_normal_distribution()
    {
        Assert.Equal(0, Deviates.Average(), 0.01);
        Assert.Equal(1, Deviates.Average(x => x * x), 0.02);
        Assert.Equal(0, Deviates.Average(x => x * x * x), 0.05);
        Assert.Equal(3, Deviates.Average(x => x * x * x * x), 0.15);
    }

    [Theory]
    [InlineData(1, 0.158655)]
    [InlineData(2, 0.022750)]
    [InlineData(3, 0.001350)]
    public void Tails_hold_their_share(double beyond, double share) =>
        Assert.Equal(share, Deviates.Average(x => x > beyond ? 1.0 : 0.0), 0.1 * share + 0.0005);

    [Fact]
    public void The_same_stream_gives_the_same_deviates() => Assert.Equal(Deviates[..100], Draw(100));

    private static double[] Draw(int count)
    {
        var random = RandomStreams.For(1, "test");
        return [.. Enumerable.Range(0, count).Select(_ => NormalDeviates.Next(random))];
    }
}

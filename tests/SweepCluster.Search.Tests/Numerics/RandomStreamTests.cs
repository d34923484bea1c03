using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Tests.Numerics;

public sealed class RandomStreamTests
{
    // The finalizer's first value of SplitMix64 with seed 1234567, as published with the algorithm.
    [Fact]
    public void Bits_are_mixed_as_the_source_says() =>
        Assert.Equal(6457827717110365317UL, RandomStream.Mix(unchecked(1234567UL + 0x9e3779b97f4a7c15UL)));

    [Fact]
    public void Streams_of_other_names_share_nothing()
    {
        var first = new[]
        {
            RandomStream.For(1, "a", 0), RandomStream.For(2, "a", 0), RandomStream.For(1, "b", 0),
            RandomStream.For(1, "a", 1), RandomStream.For(-1, "a", 0),
        };

        Assert.Equal(
            first.Length * 100,
            first.SelectMany(stream => Enumerable.Range(0, 100).Select(_ => stream.Next())).Distinct().Count());
    }

    [Fact]
    public void Numbers_fill_their_interval_evenly()
    {
        var stream = RandomStream.For(7, "test", 0);
        var shares = new int[16];
        for (var i = 0; i < 160_000; i++)
        {
            var number = stream.NextUnit();
            Assert.InRange(number, double.Epsilon, Math.BitDecrement(1));
            shares[(int)(number * 16)]++;
        }

        Assert.All(shares, share => Assert.InRange(share, 9_500, 10_500));
        var below = Enumerable.Range(0, 200).Select(_ => stream.NextBelow(7)).ToList();
        Assert.Equal(Enumerable.Range(0, 7), below.Distinct().Order());
    }
}

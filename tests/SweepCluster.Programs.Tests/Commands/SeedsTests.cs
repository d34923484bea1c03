using FsCheck.Fluent;
using SweepCluster.Programs.Commands;

namespace SweepCluster.Programs.Tests.Commands;

public sealed class SeedsTests
{
    [Fact]
    public void A_seed_is_a_whole_number_that_every_language_takes() => Properties.Hold(
        from sweep in Gen.Choose(int.MinValue, int.MaxValue)
        from repeat in Gen.Choose(0, 1_000_000)
        select (sweep * 4_294_967_291L, repeat),
        test => Assert.InRange(Seeds.Of(test.Item1, test.repeat), 0, int.MaxValue));

    [Fact]
    public void Seeds_differ_from_repeat_to_repeat_and_from_sweep_to_sweep() => Assert.Equal(
        100, Enumerable.Range(0, 10).SelectMany(sweep => Enumerable.Range(0, 10).Select(n => Seeds.Of(sweep, n)))
            .Distinct().Count());

    // Results that were published name them: they stay as they are.
    [Theory]
    [InlineData(42, 0, 303362643)]
    [InlineData(42, 1, 316199884)]
    [InlineData(-1, 0, 2085092373)]
    public void Seeds_are_the_same_in_every_version(long sweep, int repeat, long seed) =>
        Assert.Equal(seed, Seeds.Of(sweep, repeat));
}

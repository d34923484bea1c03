using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Tests.State;

public sealed class TrialLogTests
{
    // The last four bytes of ten.
    private static readonly LogText Kept = new(6, [6, 7, 8, 9], 10);

    [Theory]
    [InlineData(0, 6, 4)]
    [InlineData(7, 7, 3)]
    [InlineData(10, 10, 0)]
    [InlineData(99, 10, 0)]
    [InlineData(-2, 8, 2)]
    [InlineData(-99, 6, 4)]
    public void A_part_begins_where_it_is_asked_for_or_where_the_text_is_known(long from, long start, int count)
    {
        var part = Kept.From(from);

        Assert.Equal((start, count, 10), (part.Start, part.Bytes.Length, part.Length));
        Assert.All(part.Bytes, (value, i) => Assert.Equal(start + i, value));
    }

    [Fact]
    public void Places_in_what_another_attempt_printed_mean_the_beginning()
    {
        Assert.Equal(new LogCursor(2, 0, 0), new LogCursor(1, 7, 8).In(2));
        Assert.Equal(new LogCursor(1, 7, 8), new LogCursor(1, 7, 8).In(1));
        Assert.Equal(new LogCursor(2, -5, -5), new LogCursor(0, -5, -5).In(2));
    }
}

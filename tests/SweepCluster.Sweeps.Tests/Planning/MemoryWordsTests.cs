using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Sweeps.Tests.Planning;

public sealed class MemoryWordsTests
{
    [Fact]
    public void A_want_of_memory_is_seen_however_deep_it_lies()
    {
        var want = new InsufficientMemoryException();

        Assert.True(MemoryWords.IsOutOfMemory(want));
        Assert.True(MemoryWords.IsOutOfMemory(new AggregateException(new IOException("other"), new AggregateException(want))));
        Assert.True(MemoryWords.IsOutOfMemory(new TypeInitializationException("T", new InvalidOperationException("outer", want))));
        Assert.False(MemoryWords.IsOutOfMemory(new AggregateException(new IOException("disk"))));
    }

    [Theory]
    [InlineData(236e6, "the 236 MB that this process may take are used up")]
    [InlineData(null, "not enough memory. Try fewer rows")]
    public void It_is_told_with_what_there_is_and_what_to_do(double? memory, string expected)
    {
        var words = MemoryWords.UsedUp(new Room(memory, null));

        Assert.Contains(expected, words, StringComparison.Ordinal);
        Assert.Contains("Try fewer rows, trials or workers", words, StringComparison.Ordinal);
    }
}

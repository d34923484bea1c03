using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Sweeps.Tests.Planning;

public sealed class MemoryWordsTests
{
    [Fact]
    public void A_lack_of_memory_is_recognized_however_deep_it_lies()
    {
        var lack = new InsufficientMemoryException();

        Assert.True(MemoryWords.IsOutOfMemory(lack));
        Assert.True(MemoryWords.IsOutOfMemory(
            new AggregateException(new IOException("other"), new AggregateException(lack))));
        Assert.True(MemoryWords.IsOutOfMemory(
            new TypeInitializationException("T", new InvalidOperationException("outer", lack))));
        Assert.False(MemoryWords.IsOutOfMemory(new AggregateException(new IOException("disk"))));
    }

    [Theory]
    [InlineData(236e6, "the 236 MB that this process may take are used up")]
    [InlineData(null, "not enough memory. Try fewer rows")]
    public void The_message_says_how_much_there_is_and_what_to_do(double? memory, string expected)
    {
        var words = MemoryWords.UsedUp(new Room(memory, null));

        Assert.Contains(expected, words, StringComparison.Ordinal);
        Assert.Contains("Try fewer rows, trials or workers", words, StringComparison.Ordinal);
    }
}

using SweepCluster.Programs.Processes;

namespace SweepCluster.Programs.Tests.Processes;

public sealed class MemoryLimitTests
{
    [Fact]
    public void Without_a_limit_a_program_is_started_as_it_is() =>
        Assert.Equal(["/bin/echo", "a b"], MemoryLimit.Around(["/bin/echo", "a b"], 0));

    [Theory]
    [InlineData(4L << 30, "4194304\n")]
    [InlineData(1_000_000_000, "976562\n")]
    public void A_program_has_the_limit_in_kibibytes(long bytes, string said)
    {
        var words = MemoryLimit.Around(["/bin/sh", "-c", "ulimit -v"], bytes);
        Assert.Equal(said, Shell.Run(words[0], [.. words.Skip(1)]));
    }

    [Fact]
    public void Its_arguments_stay_as_they_are()
    {
        string[] arguments = ["", "a b", "$HOME", "it's", "\"", "-x", "größe\n"];
        var words = MemoryLimit.Around(["/usr/bin/printf", "<%s>", .. arguments], 4L << 30);

        Assert.Equal(
            string.Concat(arguments.Select(argument => $"<{argument}>")),
            Shell.Run(words[0], [.. words.Skip(1)]));
    }
}

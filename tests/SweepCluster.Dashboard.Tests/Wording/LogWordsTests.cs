using SweepCluster.Dashboard.Wording;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Tests.Wording;

public sealed class LogWordsTests
{
    [Fact]
    public void Half_a_character_at_the_beginning_and_control_characters_are_not_shown()
    {
        // The rest of a snowman, a colour and a progress bar.
        var text = new LogText(7, [0x98, 0x83, .. "a\u001b[1mb\r1%\r2%\r\nc\td"u8], 99);

        Assert.Equal("a\uFFFD[1mb\n1%\n2%\nc\td", LogWords.Text(text));
    }

    [Fact]
    public void A_part_says_how_much_of_it_is_shown()
    {
        Assert.Null(LogWords.Cut(new LogText(0, [1], 1)));
        Assert.StartsWith("The last 1 of 10 bytes", LogWords.Cut(new LogText(9, [1], 10)), StringComparison.Ordinal);
    }
}

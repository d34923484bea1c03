using System.Globalization;
using FsCheck.Fluent;

namespace SweepCluster.Tests;

/// <summary>Texts that would control a terminal, split a line or hide in it, were they shown as they are.</summary>
internal static class HostileTexts
{
    private static readonly UnicodeCategory[] Hidden =
    [
        UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.LineSeparator,
        UnicodeCategory.ParagraphSeparator,
        UnicodeCategory.Surrogate,
    ];

    // Letters of all kinds, and harmful ones more often than by chance.
    public static FsCheck.Gen<string> Any => Gen.OneOf(
            Gen.Choose(0, 0xffff).Select(code => ((char)code).ToString()),
            Gen.Choose(0x10000, 0x10ffff).Select(char.ConvertFromUtf32),
            Gen.Elements("a", "1", ",", "\"", "\n", "\r", "\0", "\t", "\u001b]0;t\u0007", "\u009b31m", "\u202e",
                "\u2066", "\u200b",
                "\u2028", "\u0085", "\u00a0", "\ud800", "\udc00", "\U000e0041"))
        .ListOf().Select(parts => string.Concat(parts));

    /// <summary>Whether a text is one line of nothing but what can be seen.</summary>
    public static void AssertPlain(string line)
    {
        for (var i = 0; i < line.Length; i += char.IsSurrogatePair(line, i) ? 2 : 1)
        {
            Assert.DoesNotContain(CharUnicodeInfo.GetUnicodeCategory(line, i), Hidden);
            Assert.True(line[i] == ' ' || !char.IsWhiteSpace(line, i));
        }
    }
}

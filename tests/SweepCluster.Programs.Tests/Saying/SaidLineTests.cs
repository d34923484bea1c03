using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using SweepCluster.Programs.Saying;

namespace SweepCluster.Programs.Tests.Saying;

public sealed class SaidLineTests
{
    public static TheoryData<string, string> Objects => new()
    {
        { """{"val_error": 0.12}""", "val_error=0.12" },
        { """  {"a":1,"b":-2.5e-3}  """, "a=1 b=-0.0025" },
        { "\t{\"a\": 1}\r", "a=1" },
        { """{"a": 1, "b": "text", "c": true, "d": [1, 2], "e": {"a": 5}, "f": 2}""", "a=1 f=2" },
        { """{"e": {"a": {"a": 5}}}""", "" },
        { """{"größe 1": 7}""", "größe 1=7" },
        { """{"a\u0062": 7}""", "ab=7" },
        { """{"a": 1,}""", "a=1" },
        { """{"a": null, "b": 1}""", "a=NaN b=1" },
        { """{"a": NaN, "b": Infinity, "c": -Infinity}""", "a=NaN b=NaN c=NaN" },
        { """{"a": 1e999, "b": -1e999}""", "a=NaN b=NaN" },
        { """{"a": "NaN", "b": NaN}""", "b=NaN" },
        { """{"path": "C:\\runs\\", "a": NaN}""", "a=NaN" },
        { """{"text": "\"NaN\" \\\" ", "a": NaN}""", "a=NaN" },
        { """{"NaN": 1, "a": NaN}""", "NaN=1 a=NaN" },
        { "{}", "" },
    };

    public static TheoryData<string> Others =>
    [
        "",
        " ",
        "{",
        "}",
        "epoch 3: 0.12",
        "0.12",
        "[1, 2]",
        """["a", 1]""",
        """x {"a": 1}""",
        """{"a": 1} x""",
        """{"a": 1} {"b": 2}""",
        """{"a": 1""",
        """{"a": 1}}""",
        """{a: 1}""",
        """{'a': 1}""",
        """{"a": 1 "b": 2}""",
        """{"a"}""",
        """{"a": "\ud800"} }""",
        """{"a": nan}""",
    ];

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_numbers_of_an_object_are_read(string line, string numbers) =>
        Assert.Equal(numbers, Shown(SaidLine.OfJson(line.Bytes())));

    [Theory]
    [MemberData(nameof(Others))]
    public void A_line_that_is_no_object_says_nothing(string line) => Assert.Null(SaidLine.OfJson(line.Bytes()));

    [Fact]
    public void Whatever_numbers_a_program_writes_are_read_as_they_are() => Properties.Hold(
        Gen.Choose(int.MinValue, int.MaxValue).Zip(Gen.Choose(-300, 290)).NonEmptyListOf(),
        drawn =>
        {
            var numbers = drawn.Select((each, i) => (Name: $"m{i}", Value: each.Item1 * Math.Pow(10, each.Item2) / 7));
            var pairs = numbers.Select(
                number => string.Create(CultureInfo.InvariantCulture, $"\"{number.Name}\": {number.Value:R}"));

            Assert.Equal(numbers, SaidLine.OfJson($"{{{string.Join(", ", pairs)}}}".Bytes())!.Numbers);
        });

    [Fact]
    public void Any_bytes_at_all_are_read_or_say_nothing() => Properties.Hold(
        Gen.Elements<byte[]>(
                [.. "{"u8], [.. "}"u8], [.. "\""u8], [.. "\\"u8], [.. ":"u8], [.. ","u8], [.. "1"u8], [.. "e"u8],
                [.. "NaN"u8], [.. "Infinity"u8], [.. "\"a\": "u8], [.. "//"u8], [.. "/*"u8], [.. "["u8], [0], [0xff],
                [0xc3], [.. "\\ud800"u8])
            .ListOf().Select(parts => (byte[])[.. "{"u8, .. parts.SelectMany(part => part), .. "}"u8]),
        bytes => Assert.All(SaidLine.OfJson(bytes)?.Numbers ?? [], number => Assert.NotNull(number.Name)),
        count: 3000);

    [Theory]
    [InlineData(@"val_error=(?<val_error>\S+)", "epoch 3 val_error=0.12 after 2 s", "val_error=0.12")]
    [InlineData(@"epoch (?<epoch>\d+).*loss (?<loss>\S+)", "epoch 12: loss 1e-3", "epoch=12 loss=0.001")]
    [InlineData(@"a=(?<a>\S+)( b=(?<b>\S+))?", "a=1", "a=1")]
    [InlineData(@"a=(?<a>\S+) b=(?<b>\S+)", "a=one b=2", "b=2")]
    [InlineData(@"(\w+) a=(?<a>\S+)", "x a=-2", "a=-2")]
    [InlineData(@"größe=(?<größe>\S+)", "größe=5", "größe=5")]
    public void Named_groups_of_a_pattern_are_metrics(string pattern, string line, string numbers) =>
        Assert.Equal(numbers, Shown(SaidLine.OfPattern(pattern)(line.Bytes())));

    [Theory]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("+inf")]
    [InlineData("-Inf")]
    [InlineData("Infinity")]
    [InlineData("-infinity")]
    [InlineData("None")]
    [InlineData("null")]
    [InlineData("1e999")]
    public void What_is_no_finite_number_in_any_language_is_none(string text) =>
        Assert.Equal("a=NaN", Shown(SaidLine.OfPattern(@"a=(?<a>\S+)")($"a={text}".Bytes())));

    // 0,12 of a program in another language is not 12.
    [Theory]
    [InlineData("0,12")]
    [InlineData("1,234")]
    [InlineData("12%")]
    [InlineData("(5)")]
    [InlineData("x")]
    public void What_is_no_number_is_not_taken_for_one(string text) =>
        Assert.Equal("", Shown(SaidLine.OfPattern(@"a=(?<a>\S+)")($"a={text}".Bytes())));

    [Fact]
    public void A_line_that_the_pattern_does_not_match_says_nothing() =>
        Assert.Null(SaidLine.OfPattern("a=(?<a>[0-9])")("b=1"u8.ToArray()));

    [Fact]
    public void Bytes_that_are_no_text_do_not_hinder_a_pattern() =>
        Assert.Equal("a=1", Shown(SaidLine.OfPattern("a=(?<a>[0-9])")((byte[])[0xff, 0, 0xc3, .. "a=1"u8, 0xe2])));

    [Fact]
    public void A_pattern_takes_no_longer_for_a_line_that_would_make_others_backtrack()
    {
        var line = new string('x', LineSplitter.LongestLine).Bytes();
        Assert.Null(SaidLine.OfPattern("(x+x+)+y(?<a>.)")(line));
    }

    [Fact]
    public void Groups_without_a_name_are_no_metrics() =>
        Assert.Equal(["a", "b"], SaidLine.NamesOf(new Regex("(x)(?<a>y)(?<7>z)(?<b>w)")));

    [Fact]
    public void A_number_that_was_not_said_is_not_found()
    {
        var line = SaidLine.OfJson("""{"a": 1, "b": null}""".Bytes())!;
        Assert.Equal((1, double.NaN, null), (line.Find("a"), line.Find("b"), line.Find("c")));
    }

    private static string Shown(SaidLine? line) => string.Join(' ', Assert.IsType<SaidLine>(line).Numbers.Select(
        number => string.Create(CultureInfo.InvariantCulture, $"{number.Name}={number.Value:R}")));
}

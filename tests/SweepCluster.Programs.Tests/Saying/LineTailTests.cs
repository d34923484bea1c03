using System.Text;
using FsCheck.Fluent;
using SweepCluster.Programs.Saying;

namespace SweepCluster.Programs.Tests.Saying;

public sealed class LineTailTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private int _files;

    private static FsCheck.Gen<byte[]> Bytes => Gen.OneOf(
            Gen.Elements<byte[]>([(byte)'\n'], [(byte)'\n', (byte)'\n'], [(byte)'\r', (byte)'\n'], [0], [0xff], [0xc3]),
            Gen.Choose(0, 255).Select(b => (byte[])[(byte)b]),
            Gen.Elements("{\"a\": 1}", "größe", "x").Select(Encoding.UTF8.GetBytes),
            Gen.Choose(LineSplitter.LongestLine - 2, 2 * LineSplitter.LongestLine + 2)
                .Select(length => Enumerable.Repeat((byte)'y', length).ToArray()))
        .ListOf().Select(parts => parts.SelectMany(part => part).ToArray());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whatever_the_chunks_in_which_a_file_grows_the_lines_are_the_same() => Properties.Hold(
        from bytes in Bytes
        from cuts in Gen.Choose(0, bytes.Length).ListOf()
        select (bytes, cuts),
        test =>
        {
            var ends = test.cuts.Order().Append(test.bytes.Length).ToList();
            var chunks = ends.Select((end, i) => test.bytes[(i == 0 ? 0 : ends[i - 1])..end]);

            Assert.Equal(LinesOf(test.bytes), Read(chunks));
        },
        count: 150);

    [Fact]
    public void A_last_line_without_an_end_is_handed_over_when_nothing_comes_after_it()
    {
        var path = _folder.Write("f", "one\ntwo");
        using var tail = new LineTail(path);
        var lines = new List<string>();

        Assert.True(tail.Read(isLast: false, Into(lines)));
        Assert.Equal(["one"], lines);
        Assert.False(tail.Read(isLast: true, Into(lines)));
        Assert.Equal(["one", "two"], lines);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000_000)]
    public void A_line_is_cut_if_it_is_too_long_and_the_next_one_is_whole(int more)
    {
        var length = LineSplitter.LongestLine + more;
        var lines = Read([Encoding.UTF8.GetBytes($"{new string('x', length)}\nnext\n")]);

        Assert.Equal([Math.Min(length, LineSplitter.LongestLine), 4], lines.Select(line => line.Length));
    }

    [Fact]
    public void A_file_that_is_not_there_yet_says_nothing_until_it_is()
    {
        using var tail = new LineTail(_folder.In("later"));
        var lines = new List<string>();

        Assert.False(tail.Read(isLast: false, Into(lines)));
        _folder.Write("later", "now\n");
        Assert.True(tail.Read(isLast: false, Into(lines)));
        Assert.False(tail.Read(isLast: true, Into(lines)));
        Assert.Equal(["now"], lines);
    }

    [Fact]
    public void A_file_that_never_comes_has_no_lines()
    {
        using var tail = new LineTail(_folder.In("never"));
        var lines = new List<string>();

        Assert.False(tail.Read(isLast: true, Into(lines)));
        Assert.Empty(lines);
    }

    [Fact]
    public void A_line_that_is_not_ended_yet_is_news()
    {
        var path = _folder.Write("f", "");
        using var tail = new LineTail(path);

        Assert.False(tail.Read(isLast: false, _ => { }));
        File.AppendAllText(path, "under way");
        Assert.True(tail.Read(isLast: false, _ => Assert.Fail("The line has not ended.")));
    }

    private static Action<ReadOnlyMemory<byte>> Into(List<string> lines) =>
        bytes => lines.Add(Encoding.UTF8.GetString(bytes.Span));

    // Latin-1 tells any two bytes apart.
    private static IEnumerable<string> LinesOf(byte[] bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n');
        return (lines[^1].Length == 0 ? lines.SkipLast(1) : lines)
            .Select(line => line[..Math.Min(line.Length, LineSplitter.LongestLine)]);
    }

    private List<string> Read(IEnumerable<byte[]> chunks)
    {
        var path = _folder.Write($"{_files++}", []);
        using var tail = new LineTail(path);
        var lines = new List<string>();
        foreach (var chunk in chunks)
        {
            using (var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
                file.Write(chunk);
            tail.Read(isLast: false, Take);
        }

        tail.Read(isLast: true, Take);
        File.Delete(path);
        return lines;

        void Take(ReadOnlyMemory<byte> line) => lines.Add(Encoding.Latin1.GetString(line.Span));
    }
}

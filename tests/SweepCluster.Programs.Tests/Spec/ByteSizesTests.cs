using FsCheck.Fluent;
using SweepCluster.Hocon;
using SweepCluster.Programs.Spec;

namespace SweepCluster.Programs.Tests.Spec;

public sealed class ByteSizesTests
{
    private static readonly Origin Somewhere = Origin.OfLine("f", 1);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1B", 1)]
    [InlineData("1KB", 1_000)]
    [InlineData("1KiB", 1_024)]
    [InlineData("512MiB", 512L << 20)]
    [InlineData("4GiB", 4L << 30)]
    [InlineData("4 GiB", 4L << 30)]
    [InlineData("1.5GB", 1_500_000_000)]
    [InlineData("2TiB", 2L << 40)]
    public void A_size_is_read(string text, long bytes) => Assert.Equal(bytes, Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("4")]
    [InlineData("GiB")]
    [InlineData("0GiB")]
    [InlineData("0.1B")]
    [InlineData("-1GiB")]
    [InlineData("4gib")]
    [InlineData("4GiB/s")]
    [InlineData("1e3MB")]
    [InlineData("1,5GB")]
    [InlineData("NaNGB")]
    [InlineData("99999999999TiB")]
    public void What_is_no_size_is_refused(string text) => Assert.Null(Read(text));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1B")]
    [InlineData(1_000, "1KB")]
    [InlineData(1_024, "1KiB")]
    [InlineData(1_500_000_000, "1500MB")]
    [InlineData(4L << 30, "4GiB")]
    [InlineData(3L << 39, "1536GiB")]
    public void A_size_is_written_in_its_largest_whole_unit(long bytes, string text) =>
        Assert.Equal(text, ByteSizes.Text(bytes));

    [Fact]
    public void A_size_that_is_written_is_read_as_it_was() => Properties.Hold(
        from count in Gen.Choose(1, int.MaxValue)
        from factor in Gen.Elements(1, 1_000, 1_024, 1_000_000, 1_048_576)
        select (long)count * factor,
        bytes => Assert.Equal(bytes, Read(ByteSizes.Text(bytes))));

    private static long? Read(string text) =>
        ByteSizes.Parser.TryRead(new HoconScalar(Somewhere, text, false), out var bytes) ? bytes : null;
}

using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Cluster.Tests.Protocol;

public sealed class DataHashTests
{
    // FIPS 180-2, appendix B.1.
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void A_file_has_the_hash_of_its_bytes()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("abc", "abc"u8.ToArray());

        Assert.Equal(OfAbc, DataHash.OfFile(file, TestContext.Current.CancellationToken).Hex);
    }

    [Fact]
    public void The_case_of_hex_digits_does_not_matter() =>
        Assert.Equal(DataHash.Parse(OfAbc), DataHash.Parse(OfAbc.ToUpperInvariant()));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("../../etc/passwd")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015adff")]
    [InlineData("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Other_texts_are_refused(string text) => Assert.Throws<FormatException>(() => DataHash.Parse(text));
}

using SweepCluster.Dashboard.Report;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Dashboard.Tests.Report;

public sealed class AboutTests
{
    private const string Hash = "3f9a1c0255aa77889900aabbccddeeff3f9a1c0255aa77889900aabbccddeeff";

    [Theory]
    [InlineData(
        "csv { path = \"sha256-" + Hash + "\", features = [a, b], target = y }",
        "2 columns of sha256-3f9a1c02…")]
    [InlineData(
        "csv { path = \"houses.csv/sha256-" + Hash + "\", features = [a, b], target = y }",
        "2 columns of houses.csv")]
    [InlineData(
        "series { path = \"sha256-" + Hash + "\", column = c, window = 4 }",
        "series c of sha256-3f9a1c02…")]
    [InlineData(
        "csv { path = \"tables/sha256-notes.csv\", features = [a], target = y }",
        "1 column of sha256-notes.csv")]
    public void Data_that_a_cluster_sent_have_a_name_that_is_just_long_enough(string dataset, string expected)
    {
        var about = About.Of(SweepFileReader.ParseSent(
            $"sweep {{\n name = x\n dataset {{ {dataset} }}\n search-space {{ decay = [0, 1] }}\n}}", "sweep.hocon"));

        Assert.Contains(expected, about, StringComparison.Ordinal);
        Assert.DoesNotContain(Hash[..9], about, StringComparison.Ordinal);
    }
}

using SweepCluster.Dashboard.Live;
using SweepCluster.Problems;

namespace SweepCluster.Dashboard.Tests.Live;

public sealed class UploadReaderTests
{
    private const string Table =
        "sweep { name = a, dataset { csv { path = \"there/my table.csv\", features = [x], target = y } } }";

    private const string Drawn = "sweep { name = a, dataset { synthetic { rows = 100 } } }";

    [Fact]
    public void Uploaded_data_keep_the_name_that_the_sweep_file_gives_them()
    {
        Assert.Equal("my table.csv", UploadReader.DataName(new SweepUpload(Table, "/tmp/data")));
        Assert.Equal("/tmp/data", UploadReader.Read(new SweepUpload(Table, "/tmp/data")).Objective.Data!.Source.File);
        Assert.Null(UploadReader.DataName(new SweepUpload(Drawn)));
    }

    [Fact]
    public void A_grid_beyond_what_results_can_hold_is_refused_before_anything_is_sent()
    {
        const string values = "uniform = [0.1, 1], count = 1000000000";
        var upload = new SweepUpload(
            $"{Drawn[..^1]}, search-space {{ learning-rate {{ {values} }}, decay {{ {values} }} }} }}");

        Assert.Contains(
            "as many as results can hold",
            Assert.Throws<InvalidInputException>(() => UploadReader.Read(upload)).Message,
            StringComparison.Ordinal);
    }
}

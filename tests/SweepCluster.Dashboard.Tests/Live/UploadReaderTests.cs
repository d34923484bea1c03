using System.Text.Json;
using SweepCluster.Dashboard.Api;
using SweepCluster.Dashboard.Live;
using SweepCluster.Training.Data;

namespace SweepCluster.Dashboard.Tests.Live;

/// <summary>Data that somebody brings are read as strictly as files here, and are told of without saying where they lie.</summary>
public sealed class UploadReaderTests : IDisposable
{
    private const string Sweep = "sweep { dataset { csv { path = \"mine.csv\", features = [a], target = y } } }";

    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a,y,note\n1,2,ok\n2,4,\"unclosed\n3,6,ok\n", "data:3: the quote that opens a cell here is never closed")]
    [InlineData("a;y\n1;2\n", "data:1: its columns are separated by semicolons")]
    [InlineData("a\u00a0,y\n1,2\n", "data:1: a: there is no such column (did you mean a\\u00a0, with a no-break space (U+00A0)?)")]
    [InlineData("b\u001b]0;t\u0007,y\n1,2\n", "data:1: a: there is no such column; the file has b\\u001b]0;t\\u0007, y")]
    [InlineData("\"b\nc\u202e\",y\n1,2\n", "data:1: a: there is no such column; the file has b\\u000ac\\u202e, y")]
    public void What_is_wrong_with_them_is_one_plain_line_without_the_path(string content, string expected)
    {
        var file = Path.Combine(_folder, "data");
        File.WriteAllText(file, content);
        var spec = UploadReader.Read(new SweepUpload(Sweep, file));

        var problem = Assert.Single(Assert.Throws<InvalidInputException>(() => UploadReader.LoadData(spec)).Problems);

        Assert.StartsWith(expected, problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, problem.ToString(), StringComparison.Ordinal);
        var sent = JsonDocument.Parse(JsonSerializer.Serialize(ProblemForm.Of(problem))).RootElement;
        Assert.DoesNotContain(sent.GetProperty("What").GetString()!, c => char.IsControl(c) || c is '\u202e' or '\u00a0');
    }

    [Fact]
    public void A_sweep_file_of_theirs_is_told_of_in_plain_lines() => Assert.All(
        Assert.Throws<InvalidInputException>(() => UploadReader.Read(new SweepUpload(
            "sweep {\n  \"a\\u001b]0;t\\u0007\" = 1\n  sed\u202e = 2\n}"))).Problems,
        problem => Assert.DoesNotContain(problem.ToString(), c => char.IsControl(c) || c == '\u202e'));
}

using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Data;

namespace SweepCluster.Dashboard.Live;

/// <summary>Reads and checks what somebody brings, as <c>sweep submit</c> does with files.</summary>
/// <remarks>
/// The path that the sweep file gives is never opened: data are what came with it, or what it says is drawn. So nobody can
/// have this machine's own files read.
/// </remarks>
public static class UploadReader
{
    /// <summary>What the sweep file is called in problems.</summary>
    public const string FileName = "sweep.hocon";

    private const int BytesANumber = sizeof(double);

    /// <summary>Reads the sweep file; does not look at data.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with it; all problems.</exception>
    public static SweepSpec Read(SweepUpload upload)
    {
        var spec = AsWritten(upload);
        if (upload.DataFile is { } file)
            return spec with { Data = spec.Data with { Source = spec.Data.Source.ReadFrom(file) } };
        return spec.Data.Source.File is null
            ? spec
            : throw Wrong("dataset", "names a data file: send that file along with the sweep file");
    }

    /// <summary>The sweep with its data file called as its sweep file calls it: what came has another name here.</summary>
    public static SweepSpec AsWritten(SweepUpload upload) => SweepFileReader.Parse(upload.Text, FileName, []);

    /// <summary>What the sweep file calls its data file; null where its data are drawn.</summary>
    public static string? DataName(SweepUpload upload) => Path.GetFileName(AsWritten(upload).Data.Source.File);

    /// <summary>Draws the data, or reads the file that came.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with them; all problems.</exception>
    public static DataSet LoadData(SweepSpec spec)
    {
        if (spec.Data.Source is DataSource.Synthetic drawn
            && (double)drawn.Rows * (drawn.Features + 1) * BytesANumber > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4)
            throw Wrong("dataset.synthetic.rows", "more data than this machine can draw: write fewer rows");
        try
        {
            return DataSetLoader.Load(spec.Data.Source, spec.Seed);
        }
        catch (InvalidInputException invalid) when (spec.Data.Source.File is { } file)
        {
            // Nobody knows where on this machine the data lie.
            var shown = Shown.Line(file);
            throw new InvalidInputException([.. invalid.Problems.Select(problem => problem with
            {
                Where = problem.Where.Replace(shown, Path.GetFileName(shown), StringComparison.Ordinal),
                What = problem.What.Replace(shown, Path.GetFileName(shown), StringComparison.Ordinal),
            })]);
        }
    }

    private static InvalidInputException Wrong(string key, string what) =>
        new([new Problem(FileName, $"sweep.{key}", what)]);
}

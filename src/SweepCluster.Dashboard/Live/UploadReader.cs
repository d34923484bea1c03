using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Data;

namespace SweepCluster.Dashboard.Live;

/// <summary>Reads and checks an upload, as <c>sweep submit</c> does with files.</summary>
/// <remarks>
/// It never opens the path in the sweep file: the data are drawn, or are those that came along. Otherwise anybody
/// could have this machine's own files read.
/// </remarks>
public static class UploadReader
{
    /// <summary>The name of the sweep file in problems.</summary>
    public const string FileName = "sweep.hocon";

    // 256 MiB; preparing them takes a few times as much.
    private const long MostNumbers = 32 * 1024 * 1024;

    /// <summary>The largest data set that is read into this process, which may be the coordinator's.</summary>
    public static DataLimit Limit { get; } = new(
        MostNumbers, "'sweep plan' and 'sweep explain' take more, on a machine of your own");

    /// <summary>Reads the sweep file; does not look at data.</summary>
    /// <exception cref="InvalidInputException">The sweep or its data are wrong; has all problems.</exception>
    public static SweepSpec Read(SweepUpload upload)
    {
        var spec = AsWritten(upload);
        var data = spec.Objective.Data;
        if (upload.DataFile is { } file && data is not null)
            return spec with { Objective = spec.Objective.WithData(data with { Source = data.Source.ReadFrom(file) }) };
        return data?.Source.File is null
            ? spec
            : throw Wrong("dataset", "names a data file: send that file along with the sweep file");
    }

    /// <summary>Whether it would run programs.</summary>
    /// <exception cref="InvalidInputException">The sweep is wrong; has all problems.</exception>
    public static bool RunsPrograms(SweepUpload upload) =>
        SweepFileReader.Parse(upload.Text, FileName, []).Objective.RunsPrograms;

    /// <summary>The sweep with its data file's own name; the stored file has another.</summary>
    /// <exception cref="InvalidInputException">
    /// The sweep is wrong, or runs programs that may not come here; has all problems.
    /// </exception>
    public static SweepSpec AsWritten(SweepUpload upload)
    {
        var spec = SweepFileReader.Parse(upload.Text, FileName, []);
        if (spec.Objective.RunsPrograms && upload.WhyNoPrograms is { } why)
            throw Wrong(spec.Kind.Word, $"programs are not taken here, for {why}: send them with 'sweep submit'");
        return spec.Objective.FilesFolder is null
            ? spec
            : throw Wrong(
                $"{spec.Kind.Word}.files", "files of a program cannot come this way: send them with 'sweep submit'");
    }

    /// <summary>The name of the sweep's data file; null if it has none.</summary>
    public static string? DataName(SweepUpload upload) =>
        Path.GetFileName(AsWritten(upload).Objective.Data?.Source.File);

    /// <summary>Draws the data, or reads the file that came; null if the sweep takes none.</summary>
    /// <exception cref="InvalidInputException">The data are wrong or too large; has all problems.</exception>
    public static DataSet? LoadData(SweepSpec spec) => spec.Objective.Data is { } data
        ? Told(data.Source, () => data.Source.Load(spec.Seed, Limit))
        : null;

    /// <summary>Checks the file that came, however large it is, and names the sweep by what is in it.</summary>
    /// <exception cref="InvalidInputException">The sweep or its data are wrong; has all problems.</exception>
    public static string FingerprintOf(SweepSpec spec)
    {
        if (spec.Objective.Data?.Source is { File: not null } source)
            return SweepFingerprint.Of(spec, Told(source, () => source.FingerprintOfFile()));
        if (spec.Objective.Data?.Source.NumbersDrawn > DataLimit.Arrays.Numbers)
            throw Wrong("dataset", "more data than a machine can draw: write fewer rows");
        return SweepFingerprint.Of(spec, "");
    }

    private static T Told<T>(DataSource source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidInputException invalid) when (source.File is { } file)
        {
            // The path on this machine means nothing to the sender.
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

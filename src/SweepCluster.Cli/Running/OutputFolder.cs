using SweepCluster.Dashboard.Report;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Running;

/// <summary>The folder that holds one sweep: its file, its journal and its results.</summary>
internal sealed class OutputFolder : IDisposable
{
    /// <summary>The sweep file with every default filled in.</summary>
    public const string SweepFileName = "sweep.hocon";

    /// <summary>Begins that file's first line; the fingerprint of the sweep and its data follows.</summary>
    public const string Mark = "# fingerprint: ";

    // A report is megabytes, a summary may be hundreds of them.
    private const int BufferSize = 1 << 16;

    private static readonly string[] OwnFiles =
    [
        SweepFileName, SummaryCsv.FileName, ConfigurationsCsv.FileName, CurvesCsv.FileName, AttemptsCsv.FileName,
        ReportFile.FileName,
    ];

    private readonly FileStream _lock;

    private string JournalPath => Path.Combine(FullPath, "journal");

    private OutputFolder(string path, FileStream @lock) => (FullPath, _lock) = (path, @lock);

    /// <summary>The folder.</summary>
    public string FullPath { get; }

    /// <summary>The folder of the journal, made where it is missing.</summary>
    public string Journal => Directory.CreateDirectory(JournalPath).FullName;

    /// <summary>The ranked table.</summary>
    public string Summary => Path.Combine(FullPath, SummaryCsv.FileName);

    /// <summary>The page that shows it all.</summary>
    public string Report => Path.Combine(FullPath, ReportFile.FileName);

    /// <summary>Whether the sweep has been run to its end.</summary>
    public bool IsComplete => File.Exists(Summary);

    /// <summary>Opens the folder that a sweep's results go to; runs/NAME where none is given.</summary>
    /// <exception cref="UnusableFolderException">It belongs to another sweep, is in use or cannot be written.</exception>
    public static OutputFolder Open(LoadedSweep sweep, string? folder, bool fresh)
    {
        var path = Path.GetFullPath(folder ?? Path.Combine("runs", sweep.Spec.Name));
        return Open(path, sweep.Fingerprint, SweepFileWriter.Text(sweep.Spec, path), fresh);
    }

    /// <summary>Opens the folder for a sweep, making it where it is missing; touches nothing of another sweep's.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="fingerprint">Of the sweep and its data.</param>
    /// <param name="text">The sweep file with every default filled in.</param>
    /// <param name="fresh">Whether to remove what the folder holds of this or another sweep.</param>
    /// <exception cref="UnusableFolderException">It belongs to another sweep, is in use or cannot be written.</exception>
    public static OutputFolder Open(string path, string fingerprint, string text, bool fresh)
    {
        try
        {
            if (!fresh)
                RefuseAnotherSweep(path, fingerprint);
            Directory.CreateDirectory(path);
            var folder = new OutputFolder(path, Lock(path));
            folder.Prepare(fingerprint, text, fresh);
            return folder;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UnusableFolderException($"{path} cannot be written: {cause.Message}");
        }
    }

    /// <summary>Writes a file whole or not at all.</summary>
    public void Write(string name, Action<TextWriter> write) => Write(FullPath, name, write);

    /// <summary>Writes a folder's file whole or not at all.</summary>
    public static void Write(string folder, string name, Action<TextWriter> write)
    {
        var target = Path.Combine(folder, name);
        var temporary = target + ".tmp";
        try
        {
            using (var writer = new StreamWriter(temporary, append: false, encoding: null, BufferSize) { NewLine = "\n" })
                write(writer);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        File.Delete(Path.Combine(FullPath, ".lock"));
    }

    private static void RefuseAnotherSweep(string path, string fingerprint)
    {
        var sweepFile = Path.Combine(path, SweepFileName);
        if (File.Exists(sweepFile))
        {
            if (File.ReadLines(sweepFile).FirstOrDefault() != Mark + fingerprint)
                throw new UnusableFolderException(
                    $"{path} belongs to another sweep, or its data have changed; nothing was touched. "
                    + "Give another folder with --out, or start over with --fresh.");
        }
        else if (OwnFiles.Any(name => File.Exists(Path.Combine(path, name))))
        {
            throw new UnusableFolderException(
                $"{path} holds results without their {SweepFileName}; nothing was touched. Give another folder with --out.");
        }
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (File.Exists(Path.Combine(path, ".lock")))
        {
            throw new UnusableFolderException($"Another 'sweep run' is at work in {path} ({cause.Message})");
        }
    }

    private void Prepare(string fingerprint, string text, bool fresh)
    {
        if (fresh)
        {
            foreach (var name in OwnFiles)
                File.Delete(Path.Combine(FullPath, name));
            if (Directory.Exists(JournalPath))
                Directory.Delete(JournalPath, recursive: true);
        }

        if (!File.Exists(Path.Combine(FullPath, SweepFileName)))
            Write(SweepFileName, writer => writer.Write($"{Mark}{fingerprint}\n{text}"));
    }
}

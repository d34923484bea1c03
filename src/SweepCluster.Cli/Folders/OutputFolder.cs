using SweepCluster.Dashboard.Report;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cli.Folders;

/// <summary>The folder that holds one sweep: its file, its journal and its results.</summary>
internal sealed class OutputFolder : IDisposable
{
    /// <summary>The sweep file with every default filled in.</summary>
    public const string SweepFileName = ResultsFolder.SweepFileName;

    /// <summary>Begins that file's first line; the fingerprint of the sweep and its data follows.</summary>
    public const string Mark = ResultsFolder.Mark;

    // A report is megabytes, a summary may be hundreds of them.
    private const int BufferSize = 1 << 16;

    private const int MostDifferences = 5;

    private readonly FileStream? _lock;

    private OutputFolder(string path, FileStream? @lock) => (FullPath, _lock) = (path, @lock);

    /// <summary>The folder.</summary>
    public string FullPath { get; }

    /// <summary>The folder of the journal; created if it is missing.</summary>
    public string Journal => Directory.CreateDirectory(OwnFiles.JournalOf(FullPath)).FullName;

    /// <summary>The sweep file with every default filled in.</summary>
    public string SweepFile => Path.Combine(FullPath, SweepFileName);

    /// <summary>The ranked table.</summary>
    public string Summary => Path.Combine(FullPath, SummaryCsv.FileName);

    /// <summary>The report.</summary>
    public string Report => Path.Combine(FullPath, ReportFile.FileName);

    /// <summary>Whether there is a journal that files can be written from.</summary>
    public bool HasJournal => OwnFiles.HasJournal(FullPath);

    /// <summary>Whether the sweep has been run to its end.</summary>
    public bool IsComplete => new FileInfo(Summary) is { Exists: true, Length: > 0 };

    /// <summary>Opens the folder that a sweep's results go to; runs/NAME by default.</summary>
    /// <remarks>A complete folder is only read: it may be read-only.</remarks>
    /// <exception cref="UnusableFolderException">It is another sweep's, is in use or cannot be written.</exception>
    public static OutputFolder Open(LoadedSweep sweep, string? folder, bool fresh)
    {
        var path = PathOf(sweep.Spec, folder);
        var complete = new OutputFolder(path, null);
        if (fresh || !complete.IsComplete)
            return ToWrite(sweep, path, fresh);
        var text = SweepFileWriter.Text(sweep.Written, path);
        Guarded(path, () =>
        {
            RefuseAnotherSweep(path, sweep.Fingerprint, text);
            OwnFiles.RefuseForeign(path, SummaryCsv.FileName);
        });
        return complete;
    }

    /// <summary>The folder that a sweep's results go to.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="folder">What the user says; null for runs/NAME.</param>
    public static string PathOf(SweepSpec spec, string? folder) =>
        Path.GetFullPath(folder ?? Path.Combine("runs", spec.Name));

    /// <summary>Opens the folder of a sweep for writing, whether it is complete or not.</summary>
    /// <exception cref="UnusableFolderException">It is another sweep's, is in use or cannot be written.</exception>
    public static OutputFolder ToWrite(LoadedSweep sweep, string path, bool fresh = false) =>
        Open(path, sweep.Fingerprint, SweepFileWriter.Text(sweep.Written, path), fresh);

    /// <summary>Opens the folder for a sweep and creates it if it is missing; changes no file of others.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="fingerprint">Of the sweep and its data.</param>
    /// <param name="text">The sweep file with every default filled in.</param>
    /// <param name="fresh">Whether to remove what the folder holds of this or another sweep.</param>
    /// <exception cref="UnusableFolderException">It is another sweep's, is in use or cannot be written.</exception>
    public static OutputFolder Open(string path, string fingerprint, string text, bool fresh)
    {
        OutputFolder? folder = null;
        Guarded(path, () =>
        {
            if (File.Exists(path))
                throw new UnusableFolderException($"{path} is a file, not a folder: give a folder with --out.");
            if (!fresh)
                RefuseAnotherSweep(path, fingerprint, text);
            OwnFiles.RefuseForeign(path);
            Directory.CreateDirectory(path);
            folder = new OutputFolder(path, Lock(path));
            folder.Prepare(fingerprint, text, fresh);
        });
        return folder!;
    }

    /// <summary>Writes a file whole or not at all.</summary>
    public void Write(string name, Action<TextWriter> write) => Write(FullPath, name, write);

    /// <summary>Writes a folder's file whole or not at all.</summary>
    public static void Write(string folder, string name, Action<TextWriter> write)
    {
        var target = Path.Combine(folder, name);
        var temporary = Path.Combine(folder, $".{name}.sweep-part");
        try
        {
            // Deleted first, because it may be a link to somebody's file.
            File.Delete(temporary);
            var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
            using (var writer = new StreamWriter(file, encoding: null, BufferSize) { NewLine = "\n" })
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
        if (_lock is null)
            return;
        _lock.Dispose();
        File.Delete(_lock.Name);
    }

    private static void Guarded(string path, Action open)
    {
        try
        {
            open();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UnusableFolderException($"{path} cannot be written: {cause.Message}");
        }
    }

    private static void RefuseAnotherSweep(string path, string fingerprint, string text)
    {
        var sweepFile = Path.Combine(path, SweepFileName);
        if (File.Exists(sweepFile))
        {
            if (File.ReadLines(sweepFile).FirstOrDefault() != Mark + fingerprint)
                throw new UnusableFolderException(
                    $"{path} belongs to another sweep; nothing was touched. Give another folder with --out, "
                    + "or start over with --fresh.",
                    Difference(text, File.ReadAllText(sweepFile)));
        }
        else if (OwnFiles.AnyIn(path))
        {
            throw new UnusableFolderException(
                $"{path} holds results without their {SweepFileName}; nothing was touched. "
                + "Give another folder with --out.");
        }
    }

    private static string Difference(string here, string there)
    {
        var settings = SweepFileDifferences.Between(here, there);
        return settings.Count == 0
            ? "Its settings are the same, but its data have changed since."
            : string.Join("; ", settings.Take(MostDifferences).Select(setting => setting.Words("here", "there")))
                + (settings.Count > MostDifferences ? $"; and {settings.Count - MostDifferences} more." : ".");
    }

    private static FileStream Lock(string path)
    {
        var file = new FileInfo(Path.Combine(path, ".lock"));
        if (file.LinkTarget is not null || Directory.Exists(file.FullName) || file is { Exists: true, Length: > 0 })
            throw new UnusableFolderException(
                $"{file.FullName} was not written by 'sweep'. Move it elsewhere, or give another folder with --out.");
        try
        {
            return new FileStream(file.FullName, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (file.Exists)
        {
            throw new UnusableFolderException($"Another 'sweep run' is at work in {path} ({cause.Message})");
        }
    }

    private void Prepare(string fingerprint, string text, bool fresh)
    {
        if (fresh)
            OwnFiles.Remove(FullPath);
        if (!File.Exists(Path.Combine(FullPath, SweepFileName)))
            Write(SweepFileName, writer => writer.Write($"{Mark}{fingerprint}\n{text}"));
    }
}

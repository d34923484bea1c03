using System.Text;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Dashboard.Report;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Cli.Folders;

/// <summary>Tells files that this command wrote from those of others, by how every release has begun them.</summary>
/// <remarks>Only such files are removed or overwritten. An empty file is nobody's loss.</remarks>
internal static class OwnFiles
{
    private const string Journal = "journal";
    private const int MostRead = 4096;

    private static readonly (string Name, string Begins, string Holds)[] Marks =
    [
        (OutputFolder.SweepFileName, OutputFolder.Mark, ""),
        (SummaryCsv.FileName, "rank,trial_id,state,", ""),
        (ConfigurationsCsv.FileName, "rank,configuration,", ""),
        (CurvesCsv.FileName, "trial_id,", ""),
        (AttemptsCsv.FileName, "trial_id,attempt,node,", ""),
        (ReportFile.FileName, "<!DOCTYPE html>\n<html lang=\"en\"><head>", "sweep report</title>"),
    ];

    private static readonly string[] JournalFiles =
        ["journal.db", "journal.db-journal", "journal.db-wal", "journal.db-shm"];

    /// <summary>The folder of a sweep's journal.</summary>
    public static string JournalOf(string folder) => Path.Combine(folder, Journal);

    /// <summary>Whether a sweep's own file or folder has this name, on any system.</summary>
    public static bool IsName(string name) => Marks.Select(mark => mark.Name).Append(Journal)
        .Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the folder has a journal that is not empty.</summary>
    public static bool HasJournal(string folder) =>
        new FileInfo(Path.Combine(JournalOf(folder), JournalFiles[0])) is { Exists: true, Length: > 0 };

    /// <summary>Whether the folder has anything with the name of a sweep's file or folder.</summary>
    public static bool AnyIn(string folder) =>
        Marks.Any(mark => Path.Exists(Path.Combine(folder, mark.Name))) || HasEntries(JournalOf(folder));

    /// <summary>Refuses a folder in which somebody else's file has the name of a sweep's file.</summary>
    /// <exception cref="UnusableFolderException">There is one.</exception>
    public static void RefuseForeign(string folder)
    {
        foreach (var mark in Marks)
            RefuseForeign(folder, mark.Name);
        var journal = JournalOf(folder);
        var isOfSweep = File.Exists(Path.Combine(folder, OutputFolder.SweepFileName));
        if (File.Exists(journal) || (!isOfSweep && HasEntries(journal) && !IsOwnJournal(journal)))
            throw Foreign(journal);
    }

    /// <summary>Refuses to write over a file that somebody else wrote.</summary>
    /// <exception cref="UnusableFolderException">Somebody else did.</exception>
    public static void RefuseForeign(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (Directory.Exists(path) || (File.Exists(path) && !Bears(path, Marks.First(mark => mark.Name == name))))
            throw Foreign(path);
    }

    /// <summary>Removes a sweep's files; any others stay, in the folder and in its journal's.</summary>
    public static void Remove(string folder)
    {
        foreach (var mark in Marks)
            File.Delete(Path.Combine(folder, mark.Name));
        TrialsFolder.Remove(folder);
        var journal = JournalOf(folder);
        if (!Directory.Exists(journal))
            return;
        foreach (var name in JournalFiles)
            File.Delete(Path.Combine(journal, name));
        FolderCheckpointStore.Clear(Path.Combine(journal, FolderCheckpointStore.FolderName));
        if (!HasEntries(journal) && new DirectoryInfo(journal).LinkTarget is null)
            Directory.Delete(journal);
    }

    internal static UnusableFolderException Foreign(string path) => new(
        $"{path} was not written by 'sweep', and nothing was touched.",
        "Move it elsewhere, or give another folder with --out.");

    private static bool HasEntries(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any();

    // The database's schema is on its first page.
    private static bool IsOwnJournal(string folder)
    {
        var database = Path.Combine(folder, JournalFiles[0]);
        return File.Exists(database) && Head(database) is var head
            && (head.Length == 0 || (head.StartsWith("SQLite format 3", StringComparison.Ordinal)
                && head.Contains("persistence_id", StringComparison.Ordinal)));
    }

    private static bool Bears(string path, (string Name, string Begins, string Holds) mark)
    {
        // A spreadsheet program may have saved it with a byte order mark.
        var head = Head(path).TrimStart('\uFEFF');
        return head.Length < mark.Begins.Length
            ? mark.Begins.StartsWith(head, StringComparison.Ordinal)
            : head.StartsWith(mark.Begins, StringComparison.Ordinal)
                && head.Contains(mark.Holds, StringComparison.Ordinal);
    }

    private static string Head(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[MostRead];
        return Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, MostRead, throwOnEndOfStream: false));
    }
}

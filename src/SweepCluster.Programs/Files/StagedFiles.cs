using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Files;

/// <summary>One copy of a sweep's files, which all its trials share.</summary>
/// <remarks>
/// Files are read-only and reached by links, so that no trial changes what another reads, and so that what is edited
/// while a sweep runs changes nothing. Folders can be written: Python keeps what it compiled beside the sources.
/// </remarks>
/// <param name="folder">The copy's folder; made by <see cref="Make"/>.</param>
/// <param name="bundle">The files.</param>
internal sealed class StagedFiles(string folder, FileBundle bundle)
{
    private const UnixFileMode Writing = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>The copy's folder.</summary>
    public string Folder => folder;

    /// <summary>Copies the files, unless they are there already.</summary>
    public void Make()
    {
        if (bundle.Names.IsEmpty || Directory.Exists(folder))
            return;
        RemoveOthers();
        var unfinished = $"{folder}.part";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        foreach (var name in bundle.Names)
        {
            var copy = Path.Combine(unfinished, name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(bundle.PathOf(name), copy);
            Protect(copy);
        }

        Directory.Move(unfinished, folder);
    }

    /// <summary>Lets a trial find them in its own folder, as they lay beside the sweep file.</summary>
    public void LinkFrom(string trialFolder)
    {
        foreach (var name in bundle.TopNames)
        {
            var (link, copy) = (Path.Combine(trialFolder, name), Path.Combine(folder, name));
            var target = Path.GetRelativePath(trialFolder, copy);
            if (Directory.Exists(copy))
                Directory.CreateSymbolicLink(link, target);
            else
                File.CreateSymbolicLink(link, target);
        }
    }

    // Copies for earlier sweeps in the same folder, unless the sweep is run with one of them.
    private void RemoveOthers()
    {
        var (parent, prefix) = (Path.GetDirectoryName(folder)!, $"{Workplace.FilesPrefix}*");
        foreach (var other in Directory.EnumerateDirectories(parent, prefix).Where(other => other != bundle.Folder))
            Directory.Delete(other, recursive: true);
    }

    private static void Protect(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~Writing);
    }
}

using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Tests.Evaluating;

/// <summary>Keeps files in a folder of the test.</summary>
internal sealed class FolderKeeper : IFileKeeper, IDisposable
{
    private readonly TestFolder _folder = new();
    private int _count;

    public bool IsFull { get; init; }

    public string Keep(
        string folder, IReadOnlyCollection<string> names, KeepingTerm term, CancellationToken cancellation)
    {
        if (IsFull)
            throw new IOException("the disk is full");
        var name = $"{term} {++_count}";
        foreach (var file in names)
            _folder.Write(Path.Combine(name, file), File.ReadAllBytes(Path.Combine(folder, file)));
        return name;
    }

    public void Bring(string name, string folder, CancellationToken cancellation)
    {
        foreach (var file in Kept(name))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.Copy(_folder.In(Path.Combine(name, file)), Path.Combine(folder, file));
        }
    }

    public void Forget(string name) => Lose(name);

    public void Lose(string name) => Directory.Delete(_folder.In(name), recursive: true);

    public IEnumerable<string> Names => Directory.EnumerateDirectories(_folder.Root).Select(Path.GetFileName)!;

    public string Text(string name, string file) => File.ReadAllText(_folder.In(Path.Combine(name, file)));

    /// <summary>The files that are kept under a name.</summary>
    /// <exception cref="IOException">There are none.</exception>
    public IReadOnlyList<string> Kept(string name) =>
    [
        .. Directory.EnumerateFiles(_folder.In(name), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder.In(name), file)).Order(StringComparer.Ordinal),
    ];

    public void Dispose() => _folder.Dispose();
}

namespace SweepCluster.Acceptance.Tests;

/// <summary>A test with a folder of its own, which is deleted after it.</summary>
public abstract class TemporaryFolder : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal string In(params string[] parts) => Path.Combine([Folder, .. parts]);

    internal string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }
}

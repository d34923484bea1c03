namespace SweepCluster.Cluster.Tests.Data;

/// <summary>A folder for one test, removed after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    public string In(string name) => Path.Combine(FullPath, name);

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(In(name), bytes);
        return In(name);
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}

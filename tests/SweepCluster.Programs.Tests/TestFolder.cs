namespace SweepCluster.Programs.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("programs-").FullName;

    public string In(string name) => Path.Combine(Root, name);

    public string Write(string name, string content) => Write(name, content.Bytes());

    public string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.WriteAllBytes(In(name), content);
        return In(name);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

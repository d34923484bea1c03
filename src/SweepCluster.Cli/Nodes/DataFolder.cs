using SweepCluster.Cli.Running;

namespace SweepCluster.Cli.Nodes;

/// <summary>A coordinator's folder.</summary>
internal static class DataFolder
{
    /// <summary>Makes it where it is missing, and keeps a second coordinator out of it as long as this process lives.</summary>
    /// <exception cref="UnusableFolderException">It is in use, or cannot be written.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UnusableFolderException(
                $"{Path.GetFullPath(path)} cannot be used ({cause.Message}); is another coordinator at work in it?");
        }
    }
}

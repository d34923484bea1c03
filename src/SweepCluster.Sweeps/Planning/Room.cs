namespace SweepCluster.Sweeps.Planning;

/// <summary>How much memory and disk space there is, in bytes; null if that is not known.</summary>
/// <param name="Memory">What a process may take: the machine's, or the limit of its container.</param>
/// <param name="Disk">What is free on the disk of results and journal.</param>
public sealed record Room(double? Memory, double? Disk)
{
    /// <summary>This process' memory, and the disk that a folder is on or will be on.</summary>
    /// <param name="folder">It need not exist.</param>
    public static Room Here(string folder) => new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, FreeAt(folder));

    private static double? FreeAt(string folder)
    {
        try
        {
            var existing = Path.GetFullPath(folder);
            while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent) existing = parent;
            return new DriveInfo(existing).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}

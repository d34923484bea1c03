namespace SweepCluster.Programs.Commands;

/// <summary>Files in a folder that has just been made.</summary>
internal static class NewFile
{
    /// <summary>Writes one that is not there yet.</summary>
    /// <remarks>
    /// Never by making it empty first: ext4 writes such a file to the disk when it is closed, which takes as long as
    /// all the rest of a short trial.
    /// </remarks>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(file, bytes, 0);
    }
}

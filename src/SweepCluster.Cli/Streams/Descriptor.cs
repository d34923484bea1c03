using System.Runtime.InteropServices;

namespace SweepCluster.Cli.Streams;

/// <summary>Tells whether the numbers of the standard streams belong to them.</summary>
internal static class Descriptor
{
    private const int GetFlags = 1;
    private const int ClosesOnExec = 1;

    /// <summary>Whether the command was started with this stream open.</summary>
    /// <remarks>
    /// If it was not, the runtime has given the number to a file or pipe of its own, and output would go there. Those
    /// close on exec; an inherited stream cannot, or it would not have been inherited.
    /// </remarks>
    public static bool IsInherited(int number)
    {
        if (OperatingSystem.IsWindows())
            return true;
        var flags = GetDescriptor(number, GetFlags);
        return flags >= 0 && (flags & ClosesOnExec) == 0;
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetDescriptor(int number, int command);
}

using System.Runtime.InteropServices;

namespace SweepCluster.Cli.Streams;

/// <summary>What the numbers of the standard streams stand for.</summary>
internal static class Descriptor
{
    private const int GetFlags = 1;
    private const int ClosesOnExec = 1;

    /// <summary>Whether whoever started the command gave it this stream.</summary>
    /// <remarks>
    /// Where a number was free, the runtime has given it to a file or pipe of its own, and what is printed would go there. What
    /// came from outside does not close on exec, or it would not have come; all that the runtime opens does.
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

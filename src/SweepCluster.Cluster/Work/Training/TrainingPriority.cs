using System.Runtime.InteropServices;

namespace SweepCluster.Cluster.Work.Training;

/// <summary>The priority of threads that train.</summary>
internal static class TrainingPriority
{
    // Like Nice= in deploy/systemd: a tenth of another thread's share of the processor, and all that others leave.
    private const int Nicer = 10;

    /// <summary>Makes the calling thread give way to those that keep the node in the cluster.</summary>
    /// <remarks>
    /// On Linux <see cref="Thread.Priority"/> does nothing, but each thread has a niceness of its own: nice(2).
    /// </remarks>
    public static void Take()
    {
        if (OperatingSystem.IsLinux())
            _ = Nice(Nicer);
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [DllImport("libc", EntryPoint = "nice")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Nice(int increment);
}

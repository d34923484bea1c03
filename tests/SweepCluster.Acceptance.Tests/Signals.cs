using System.Diagnostics;

namespace SweepCluster.Acceptance.Tests;

/// <summary>Sends signals to processes.</summary>
internal static class Signals
{
    /// <summary>Sends a signal, such as INT or TERM.</summary>
    public static async Task Send(string signal, int processId)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{processId}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Kills a process and its children, and waits until their files and ports are closed.</summary>
    public static void KillNow(Process process)
    {
        process.Kill(entireProcessTree: true);
        // Without a limit, this would also wait for any other process that holds its output.
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(5)));
    }
}

using System.Diagnostics;

namespace SweepCluster.Acceptance.Tests;

/// <summary>Sends signals to processes.</summary>
internal static class Signals
{
    /// <summary>Sends one, such as INT or TERM.</summary>
    public static async Task Send(string signal, int processId)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{processId}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Kills a process and its children; after it, nothing of it is open any more: no file, no port.</summary>
    public static void KillNow(Process process)
    {
        process.Kill(entireProcessTree: true);
        // Without a limit, this would wait for whoever has its output too.
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(5)));
    }
}

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
}

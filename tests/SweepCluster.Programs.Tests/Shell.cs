using System.Diagnostics;
using System.Text;

namespace SweepCluster.Programs.Tests;

/// <summary>The shell of this machine.</summary>
internal static class Shell
{
    /// <summary>What a script prints.</summary>
    public static string Run(string script)
    {
        using var folder = new TestFolder();
        return Run("/bin/sh", folder.Write("script", script));
    }

    /// <summary>What a program prints.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}

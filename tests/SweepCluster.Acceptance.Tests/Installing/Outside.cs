using System.Diagnostics;

namespace SweepCluster.Acceptance.Tests.Installing;

/// <summary>Runs another program, or our command as it is installed, to its end.</summary>
internal static class Outside
{
    public static async Task<SweepProcess.Ended> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        // No build server may outlive the test, and an installed command must find the runtime of the tests.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(
            Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new SweepProcess.Ended(process.ExitCode, await output, await error);
    }

    /// <summary>Runs a program that must succeed; returns its output. Its output is the message if it fails.</summary>
    public static async Task<string> Succeed(string program, params string[] arguments)
    {
        var ended = await Run(program, arguments);
        Assert.True(ended.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {ended.Output}{ended.Error}");
        return ended.Output;
    }
}

using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using SweepCluster.Problems;

namespace SweepCluster.Programs.Processes;

/// <summary>Finds out which GPUs programs may use on this machine.</summary>
public static class GpuDevices
{
    /// <summary>The variable by which CUDA is told which GPUs a process may use.</summary>
    public const string Variable = "CUDA_VISIBLE_DEVICES";

    private const string Tool = "nvidia-smi";

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    /// <summary>Those of this machine: what CUDA_VISIBLE_DEVICES names, or as many as nvidia-smi lists.</summary>
    /// <param name="count">How many there are, as the user says; null to find out.</param>
    /// <exception cref="InvalidInputException">CUDA_VISIBLE_DEVICES names fewer.</exception>
    public static ImmutableArray<string> Find(int? count)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } named)
            return Numbered(count ?? Listed());
        var names = Named(named);
        if (count > names.Length)
            throw new InvalidInputException([new Problem(
                "this machine", "gpus", $"{count} are asked for, and {Variable} names {names.Length}")]);
        return names[..(count ?? names.Length)];
    }

    /// <summary>GPUs by their numbers.</summary>
    public static ImmutableArray<string> Numbered(int count) =>
        [.. Enumerable.Range(0, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    // What comes after a number that is no GPU's, such as -1, does not count: the CUDA C++ Programming Guide.
    private static ImmutableArray<string> Named(string value) =>
        [.. value.Split(',', StringSplitOptions.TrimEntries)
            .TakeWhile(name => name.Length > 0 && !name.StartsWith('-'))];

    // Machines without the tool have none, and a tool that fails or hangs lists none.
    private static int Listed()
    {
        if (Executables.Find(Tool, Environment.GetEnvironmentVariable("PATH") ?? "", "/") is not { } tool)
            return 0;
        try
        {
            var start = new ProcessStartInfo(tool, "-L")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var lines = process.StandardOutput.ReadToEndAsync();
            if (process.WaitForExit(LongestAnswer) && lines.Wait(LongestAnswer))
                return process.ExitCode == 0 ? lines.Result.Split('\n').Count(IsGpu) : 0;
            process.Kill(entireProcessTree: true);
            return 0;
        }
        catch (Exception cause) when (cause is Win32Exception or IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    private static bool IsGpu(string line) => line.StartsWith("GPU ", StringComparison.Ordinal)
        && line.Length > 4 && char.IsAsciiDigit(line[4]);
}

using System.Collections.Immutable;

namespace SweepCluster.Programs.Commands;

/// <summary>What the files in a trial's folder are called that the program did not bring.</summary>
public static class TrialFileNames
{
    /// <summary>All parameters, for the program to read.</summary>
    public const string Parameters = "parameters.json";

    /// <summary>What the program may write instead of printing it.</summary>
    public const string Metrics = "metrics.jsonl";

    /// <summary>What it printed.</summary>
    public const string Output = "stdout.log";

    /// <summary>What it printed as errors.</summary>
    public const string Errors = "stderr.log";

    /// <summary>A script that runs it again by hand.</summary>
    public const string Command = "command.txt";

    /// <summary>Each of them: no file that a program brings may have such a name.</summary>
    public static ImmutableArray<string> All { get; } = [Parameters, Metrics, Output, Errors, Command];
}

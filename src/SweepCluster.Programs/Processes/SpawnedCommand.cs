using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SweepCluster.Programs.Processes;

/// <summary>What a process is started with.</summary>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Environment">All its variables, each NAME=VALUE.</param>
/// <param name="Folder">Its working folder.</param>
/// <param name="Output">The file that takes its standard output; made anew.</param>
/// <param name="Errors">The file that takes its standard error; made anew.</param>
internal sealed record SpawnedCommand(
    ImmutableArray<string> Words, ImmutableArray<string> Environment, string Folder, string Output, string Errors)
{
    /// <summary>The end of a pipe that it reads as its standard input; null for no input.</summary>
    public SafeHandle? Input { get; init; }

    /// <summary>The end of a pipe that takes its standard output in place of the file.</summary>
    public SafeHandle? Said { get; init; }
}

/// <summary>A program cannot be started.</summary>
internal sealed class StartFailedException(string message) : Exception(message);

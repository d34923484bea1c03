using System.Collections.Immutable;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Streams;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cli;

/// <summary>The command, from its first moment to its exit code.</summary>
internal static class SweepProgram
{
    /// <summary>Runs it.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="kinds">Makes the kinds of objective that it knows.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Func<ImmutableArray<IObjectiveKind>> kinds)
    {
        ObjectiveKinds.Use(kinds);
        UserHome.Ensure();
        StandardStreams.Open();
        if (OpenFiles.Problem() is { } problem)
        {
            await Console.Error.WriteLineAsync(problem).ConfigureAwait(false);
            return StandardStreams.Close(ExitCode.WrongInput);
        }

        return StandardStreams.Close(await SweepCommand.InvokeAsync(args).ConfigureAwait(false));
    }
}

using SweepCluster.Cli.Folders;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Node;
using SweepCluster.Dashboard.Settings;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Cli.Hosting;

/// <summary>How a verb reports errors.</summary>
internal static class VerbGuard
{
    /// <summary>Runs a verb; errors that the user can correct become plain lines and an exit code.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb().ConfigureAwait(false);
        }
        catch (InvalidInputException invalid)
        {
            foreach (var problem in invalid.Problems)
                await Console.Error.WriteLineAsync(problem.ToString()).ConfigureAwait(false);
        }
        catch (UnusableFolderException unusable)
        {
            await Console.Error.WriteLineAsync($"sweep: {unusable.Lines[0]}").ConfigureAwait(false);
            foreach (var line in unusable.Lines.Skip(1))
                await Console.Error.WriteLineAsync(line).ConfigureAwait(false);
        }
        catch (Exception told) when (told is InvalidDataException or RefusedException
            or NodeStartException or DashboardException)
        {
            await Console.Error.WriteLineAsync($"sweep: {told.Message}").ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // Their messages name the file.
            await Console.Error.WriteLineAsync($"sweep: {cause.Message}").ConfigureAwait(false);
        }
        catch (NoClusterException none)
        {
            await Console.Error.WriteLineAsync($"sweep: {none.Message}").ConfigureAwait(false);
            return ExitCode.NoCluster;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception cause) when (MemoryWords.IsOutOfMemory(cause))
        {
            await Console.Error.WriteLineAsync($"sweep: {MemoryWords.UsedUp(Room.Here("."))}").ConfigureAwait(false);
        }

        return ExitCode.WrongInput;
    }
}

using System.CommandLine;
using SweepCluster.Cli.Display;
using SweepCluster.Cli.Running;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Node;
using SweepCluster.Dashboard.Hosting;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Training.Data;

namespace SweepCluster.Cli.Verbs;

/// <summary>The command <c>sweep</c>: its verbs, and what becomes of errors.</summary>
internal static class SweepCommand
{
    // What a signal has begun to stop is only cut off where something is out of order: on a busy machine it may take minutes.
    private static readonly TimeSpan TakesLeaveWithin = TimeSpan.FromMinutes(10);

    /// <summary>Parses and runs.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> InvokeAsync(string[] args)
    {
        var (output, errors) = (Console.Out, Console.Error);
        PlainLines.Install();
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in CommandLine.Problems(parsed))
                await Console.Error.WriteLineAsync($"sweep: {problem}").ConfigureAwait(false);
            return ExitCode.WrongInput;
        }

        var configuration = new InvocationConfiguration
        {
            // Help has paragraphs.
            Output = output,
            Error = errors,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TakesLeaveWithin,
        };
        using var hangUp = new HangUp();
        return await parsed.InvokeAsync(configuration, hangUp.Token).ConfigureAwait(false);
    }

    /// <summary>The command with its verbs.</summary>
    internal static RootCommand Root()
    {
        var root = new RootCommand("Trains every configuration of a hyperparameter sweep and ranks them.")
        {
            RunVerb.Create(),
            PlanVerb.Create(),
            ExplainVerb.Create(),
            VerifyVerb.Create(),
            ReportVerb.Create(),
            CoordinatorVerb.Create(),
            WorkerVerb.Create(),
            SubmitVerb.Create(),
            ListVerb.Create(),
            StatusVerb.Create(),
            WatchVerb.Create(),
            ResultsVerb.Create(),
            NodesVerb.Create(),
            DashboardVerb.Create(),
        };
        foreach (var verb in ControlVerbs.Create())
            root.Add(verb);
        CommandLine.RefuseEmpty(root);
        return root;
    }

    /// <summary>Runs a verb; errors that a person can mend become plain lines and an exit code.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> verb)
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

using System.CommandLine;
using SweepCluster.Cli.Display;

namespace SweepCluster.Cli.Verbs;

/// <summary>The command <c>sweep</c> and its verbs.</summary>
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
}

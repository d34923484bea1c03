using System.CommandLine;
using SweepCluster.Cli.Arguments;
using SweepCluster.Cli.Display;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Verbs;
using SweepCluster.Cli.Verbs.Clusters;

namespace SweepCluster.Cli;

/// <summary>The command <c>sweep</c> and its verbs.</summary>
internal static class SweepCommand
{
    // Long, because a clean stop may take minutes on a busy machine; only a stop that hangs is cut off.
    private static readonly TimeSpan StopWithin = TimeSpan.FromMinutes(10);

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
            // PlainLines would join the paragraphs of the help.
            Output = output,
            Error = errors,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = StopWithin,
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
            InitVerb.Create(),
            PlanVerb.Create(),
            ExplainVerb.Create(),
            VerifyVerb.Create(),
            ReportVerb.Create(),
            LogsVerb.Create(),
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

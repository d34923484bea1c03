using System.CommandLine;
using SweepCluster.Cli.Clients;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Decisions;

namespace SweepCluster.Cli.Verbs.Clusters;

/// <summary><c>sweep pause</c>, <c>resume</c>, <c>cancel</c> and <c>retry</c>.</summary>
internal static class ControlVerbs
{
    /// <summary>The verbs with their options.</summary>
    public static IEnumerable<Command> Create()
    {
        yield return Create(
            "pause",
            "Grants no further trials; what is in training is finished.",
            "is paused",
            id => new SweepProtocol.PauseSweep(id));
        yield return Create(
            "resume",
            "Goes on with a paused sweep.",
            "goes on",
            id => new SweepProtocol.ResumeSweep(id));
        yield return Create(
            "cancel",
            "Stops a sweep at once; trials without a result are cancelled.",
            "is cancelled",
            id => new SweepProtocol.CancelSweep(id));
        yield return Retry();
    }

    private static Command Create(
        string name, string description, string done, Func<string, SweepProtocol.IFromClient> command)
    {
        var verb = new ClusterVerb(
            name, $"{description}\n\nExample: sweep {name} keras-decay-3f9a1c02 --cluster 10.0.0.1:4053");
        var id = verb.SweepId();
        return verb.Does(async (parsed, connection, cancellation) =>
        {
            var sweepId = parsed.GetRequiredValue(id);
            await connection.AskAsync<SweepProtocol.Done>(command(sweepId), cancellation).ConfigureAwait(false);
            Console.WriteLine($"{sweepId} {done}");
            return ExitCode.Success;
        });
    }

    private static Command Retry()
    {
        var verb = new ClusterVerb(
            "retry",
            "Trains the failed trials of a sweep again, or the cancelled ones; workers that take no more of it, "
            + "because trials failed there and not elsewhere, may try again.\n\n"
            + "Example: sweep retry keras-decay-3f9a1c02 --state failed --cluster 10.0.0.1:4053");
        var id = verb.SweepId();
        var state = verb.Add(new Option<string>("--state")
        {
            Description = "Which trials: failed, cancelled or both.",
            HelpName = "STATE",
            DefaultValueFactory = _ => "failed",
        });
        state.AcceptOnlyFromAmong("failed", "cancelled", "both");
        return verb.Does(async (parsed, connection, cancellation) =>
        {
            var sweepId = parsed.GetRequiredValue(id);
            var which = Enum.Parse<RetryWhich>(parsed.GetRequiredValue(state), ignoreCase: true);
            var request = new SweepProtocol.RetryTrials(sweepId, Guid.NewGuid().ToString("N"), which);
            await connection.AskAsync<SweepProtocol.Done>(request, cancellation).ConfigureAwait(false);
            Console.WriteLine($"{sweepId} goes on with its {parsed.GetRequiredValue(state)} trials");
            return ExitCode.Success;
        });
    }
}

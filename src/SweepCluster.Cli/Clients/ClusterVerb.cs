using System.CommandLine;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Nodes;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cli.Clients;

/// <summary>A verb that asks a cluster.</summary>
internal sealed class ClusterVerb
{
    /// <summary>A coordinator that was killed is replaced within this time.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private readonly NodeArguments _arguments;

    /// <summary>A verb with the options that name the cluster.</summary>
    public ClusterVerb(string name, string description)
    {
        Command = new Command(name, description);
        _arguments = new NodeArguments(Command)
            .With(
                Command, "--cluster", "cluster",
                "One coordinator or more; SWEEP_CLUSTER by default.", "HOST:PORT,...")
            .With(
                Command, "--host", "host",
                "The address that coordinators reach this machine at.", "HOST");
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    /// <summary>Adds an argument or an option.</summary>
    public T Add<T>(T symbol)
        where T : Symbol
    {
        if (symbol is Argument argument)
            Command.Add(argument);
        else if (symbol is Option option)
            Command.Add(option);
        return symbol;
    }

    /// <summary>Sets what the verb does.</summary>
    public Command Does(Func<ParseResult, ClusterConnection, CancellationToken, Task<int>> verb) =>
        Does((_, _) => null, verb);

    /// <summary>Sets what the verb does, if it may do without a cluster too.</summary>
    /// <param name="without">
    /// Does it without a cluster; null if a cluster must be asked. It gets whether the command line may name one.
    /// </param>
    /// <param name="verb">Does it with a cluster.</param>
    public Command Does(
        Func<ParseResult, bool, Func<CancellationToken, int>?> without,
        Func<ParseResult, ClusterConnection, CancellationToken, Task<int>> verb)
    {
        Command.SetAction((parsed, cancellation) => VerbGuard.RunAsync(async () =>
        {
            if (without(parsed, _arguments.MayGive(parsed, "cluster")) is { } alone)
                return alone(cancellation);
            Warmup.BeginNode();
            var settings = NodeSettingsReader.Read(NodeKind.Client, _arguments.Sources(parsed));
            await using var connection = new ClusterConnection(settings, ForAnAnswer());
            return await verb(parsed, connection, cancellation).ConfigureAwait(false);
        }));
        return Command;
    }

    /// <summary>Whether a verb is about something here, not about a cluster's sweep.</summary>
    /// <param name="about">What it is about.</param>
    /// <param name="namesCluster">Whether the command line may name a cluster.</param>
    /// <remarks>SWEEP_CLUSTER may be set for the whole session, so a folder or file of that name goes first.</remarks>
    public static bool IsHere(string about, bool namesCluster) => !namesCluster
        && (Path.Exists(about) || string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SWEEP_CLUSTER")));

    // A coordinator that has just taken over reads its journal first.
    private static Patience ForAnAnswer()
    {
        var notes = new WaitingNotes(quiet: false, "ten seconds");
        return Patience.For(LongestSilence) with
        {
            Slowness = LongestSilence,
            Tell = why =>
            {
                if (!why.IsAway)
                    notes.Tell(why);
            },
        };
    }

    /// <summary>The sweep that a verb is about.</summary>
    public Argument<string> SweepId() =>
        Add(new Argument<string>("ID") { Description = "The sweep; 'sweep list' names them." });
}

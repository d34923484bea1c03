using Akka.Actor;
using Akka.Event;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.TrialLogs;

/// <summary>Keeps what trials have printed, one after the other, off the threads of other actors.</summary>
/// <remarks>If the store cannot be used, only logs are lost: the actor warns once and goes on.</remarks>
internal sealed class LogKeeper : ReceiveActor
{
    /// <summary>The actor's name under the coordinator.</summary>
    public const string Name = "logs";

    private readonly ITrialLogStore _store;
    private bool _hasFailed;

    public LogKeeper(ITrialLogStore store)
    {
        _store = store;
        ReceiveAsync<Keep>(WriteAsync);
        ReceiveAsync<Find>(AnswerAsync);
    }

    public static Props Props(ITrialLogStore store) => Akka.Actor.Props.Create(() => new LogKeeper(store));

    private async Task WriteAsync(Keep keep)
    {
        try
        {
            await Task.Run(() => _store.Keep(keep.SweepId, keep.TrialId, keep.Log));
            _hasFailed = false;
        }
        catch (Exception cause)
        {
            if (!_hasFailed)
                Context.GetLogger().Warning(
                    "what trials print cannot be kept: {0}; their results are not affected",
                    cause.GetBaseException().Message);
            _hasFailed = true;
        }
    }

    private async Task AnswerAsync(Find find)
    {
        var client = Sender;
        try
        {
            var log = await Task.Run(() => _store.Read(find.SweepId, find.TrialId, find.From));
            client.Tell(new SweepProtocol.TrialLogReply(find.SweepId, log ?? TrialLog.Nothing));
        }
        catch (Exception cause)
        {
            client.Tell(new SweepProtocol.SweepRefused(
                find.SweepId, $"what its trials printed cannot be read ({cause.GetBaseException().Message})"));
        }
    }

    /// <summary>Keep what an attempt at a trial printed; not answered.</summary>
    internal sealed record Keep(string SweepId, long TrialId, TrialLog Log) : INoSerializationVerificationNeeded;

    /// <summary>Ask for what is kept of a trial; answered as a client is.</summary>
    internal sealed record Find(string SweepId, long TrialId, LogCursor From) : INoSerializationVerificationNeeded;
}

using Akka.Actor;
using Akka.Persistence;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Node;

/// <summary>Finds out by trying whether a node can do its work now.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Why a worker is not ready; null if a coordinator answers it.</summary>
    public static async Task<string?> OfWorkerAsync(IActorRef coordinator) =>
        await AskAsync(coordinator).ConfigureAwait(false) is null ? "no coordinator answers" : null;

    /// <summary>Why a coordinator is not ready; null if it is.</summary>
    /// <remarks>
    /// It is ready if some coordinator is active, no sweep waits for its journal, and this node can read the journal.
    /// </remarks>
    public static async Task<string?> OfCoordinatorAsync(ActorSystem system, IActorRef coordinator) =>
        await AskAsync(coordinator).ConfigureAwait(false) switch
        {
            null => "no coordinator is at work",
            SweepProtocol.SweepInterrupted interrupted => interrupted.Reason,
            _ => await JournalAsync(system).ConfigureAwait(false),
        };

    // Asks about a sweep without a name: the coordinator answers at once with what it knows of its journal.
    private static async Task<object?> AskAsync(IActorRef coordinator)
    {
        try
        {
            return await coordinator.Ask<object>(new SweepProtocol.GetStatus(""), Patience).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static async Task<string?> JournalAsync(ActorSystem system)
    {
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reader = system.ActorOf(Props.Create(() => new JournalReader(answer)));
        try
        {
            return await answer.Task.WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return "the journal does not answer";
        }
        finally
        {
            system.Stop(reader);
        }
    }

    /// <summary>Reads a sequence of events that is always empty, so that the journal need only answer.</summary>
    private sealed class JournalReader : ReceivePersistentActor
    {
        private readonly TaskCompletionSource<string?> _answer;

        public JournalReader(TaskCompletionSource<string?> answer)
        {
            _answer = answer;
            Recover<RecoveryCompleted>(_ => answer.TrySetResult(null));
        }

        public override string PersistenceId => "readiness";

        protected override void OnRecoveryFailure(Exception reason, object? message = null) =>
            _answer.TrySetResult($"the journal cannot be read: {reason.Message}");
    }
}

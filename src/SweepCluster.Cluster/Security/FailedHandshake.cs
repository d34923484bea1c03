using System.Runtime.CompilerServices;
using Akka;
using Akka.Actor;
using Akka.Configuration;
using Akka.Util;

namespace SweepCluster.Cluster.Security;

/// <summary>Lets an actor system outlive a failed TLS handshake of an outbound connection.</summary>
/// <remarks>
/// Akka.Remote 1.5.74 then shuts the whole system down, so a peer that is killed, stopped or cut off during a handshake
/// would take its neighbours along. No setting prevents that shutdown, and a shutdown runs only once. So a phase of our
/// own, before all others, calls it off and makes it forget that it ran; a later, intended shutdown still works.
/// </remarks>
internal static class FailedHandshake
{
    private const string Phase = "failed-handshake";

    // A name, because the type is internal to Akka.Remote.
    private const string Reason = "TlsHandshakeFailureReason";

    /// <summary>The phase that calls the shutdown off.</summary>
    public static Config Configuration => ConfigurationFactory.ParseString(
        $$"""
        akka.coordinated-shutdown.phases {
          # A task that fails in this phase ends the shutdown.
          {{Phase}} { recover = off }
          before-service-unbind.depends-on = [{{Phase}}]
        }
        """);

    /// <summary>Call this once, as soon as the system runs.</summary>
    public static void Outlive(ActorSystem system)
    {
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(Phase, "go-on", () => shutdown.ShutdownReason.GetType().Name == Reason
            ? CallOff(shutdown)
            : Task.FromResult(Done.Instance));
    }

    private static Task<Done> CallOff(CoordinatedShutdown shutdown)
    {
        // Run returns the run in progress, which ends with the failure below.
        shutdown.Run(shutdown.ShutdownReason).ContinueWith(
            _ => Forget(shutdown),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return Task.FromException<Done>(new OperationCanceledException("A handshake failed; the node goes on."));
    }

    private static void Forget(CoordinatedShutdown shutdown)
    {
        Promise(shutdown) = new TaskCompletionSource<Done>();
        Started(shutdown).Value = null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_runPromise")]
    private static extern ref TaskCompletionSource<Done> Promise(CoordinatedShutdown shutdown);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_runStarted")]
    private static extern ref AtomicReference<CoordinatedShutdown.Reason?> Started(CoordinatedShutdown shutdown);
}

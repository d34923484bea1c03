using System.Diagnostics;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cluster.Work;

/// <summary>Runs the training of one pack on a thread of its own.</summary>
/// <remarks>
/// Never on a dispatcher: training would starve the heartbeats, and the node would be declared dead at full load. The
/// thread has a lower priority than those that keep the node in the cluster.
/// </remarks>
internal sealed class PackRunner : ReceiveActor
{
    private readonly CancellationTokenSource _cancellation = new();

    public PackRunner(IPackTraining training, WorkerProtocol.PackGranted pack)
    {
        Receive<Trained>(Report);
        Receive<Status.Failure>(failure => Report(failure.Cause));
        Start(training, pack, _cancellation.Token).PipeTo(Self);
    }

    public static Props Props(IPackTraining training, WorkerProtocol.PackGranted pack) =>
        Akka.Actor.Props.Create(() => new PackRunner(training, pack));

    protected override void PostStop()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    private void Report(object trained)
    {
        Context.Parent.Tell(trained);
        Context.Stop(Self);
    }

    private void Report(Exception cause) => Report(new Failed(cause.GetBaseException().Message));

    private static Task<Trained> Start(
        IPackTraining training, WorkerProtocol.PackGranted pack, CancellationToken cancellation)
    {
        var completion = new TaskCompletionSource<Trained>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(training, pack, completion, cancellation))
        {
            IsBackground = true,
            Name = $"slot-{pack.Lease.Holder.Slot}",
            Priority = ThreadPriority.BelowNormal,
        };
        thread.Start();
        return completion.Task;
    }

    // Whatever a trainer throws becomes a report, never the end of the process.
    private static void Run(
        IPackTraining training,
        WorkerProtocol.PackGranted pack,
        TaskCompletionSource<Trained> completion,
        CancellationToken cancellation)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            var outcome = training.Train(pack.Spec, pack.Fingerprint, pack.Lease.Range, cancellation);
            completion.SetResult(new Trained(outcome, watch.Elapsed.TotalSeconds));
        }
        catch (Exception cause)
        {
            completion.SetException(cause);
        }
    }

    /// <summary>The pack is trained.</summary>
    internal sealed record Trained(PackOutcome Outcome, double Seconds) : INoSerializationVerificationNeeded;

    /// <summary>Training threw.</summary>
    internal sealed record Failed(string Reason) : INoSerializationVerificationNeeded;
}

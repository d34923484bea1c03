using System.Diagnostics;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Telemetry;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>Runs the training under one lease on a thread of its own.</summary>
/// <remarks>
/// Never on a dispatcher: training would starve the heartbeats, and the node would be declared dead at full load. The
/// thread has a lower priority than those that keep the node in the cluster.
/// </remarks>
internal sealed class PackRunner : ReceiveActor
{
    private readonly CancellationTokenSource _cancellation = new();

    public PackRunner(
        IPackEvaluator training, WorkerProtocol.PackGranted pack, UpdateMeter updates, WorkerTraits traits)
    {
        var checkpoints = new KeptCheckpoints(pack, Context.Parent, updates, traits.Checkpoints);
        var queue = LeaseQueue.Fits(pack)
            ? new LeaseQueue(pack, Context.Parent, TimeProvider.System) { Logs = () => checkpoints.Logs }
            : null;
        Receive<WorkerInputs.Trained>(Report);
        Receive<Status.Failure>(failure =>
            Report(Outcome(pack.SweepId, checkpoints, failure.Cause, traits, queue?.Place)));
        Receive<Split>(split =>
        {
            checkpoints.AskForPart(split);
            queue?.TakeBack();
        });
        Start(training, pack, checkpoints, queue, _cancellation.Token).PipeTo(Self);
    }

    public static Props Props(
        IPackEvaluator training, WorkerProtocol.PackGranted pack, UpdateMeter updates, WorkerTraits traits) =>
        Akka.Actor.Props.Create(() => new PackRunner(training, pack, updates, traits));

    protected override void PostStop()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    private void Report(object ended)
    {
        Context.Parent.Tell(ended);
        Context.Stop(Self);
    }

    private static string ReasonOf(Exception cause) => MemoryWords.IsOutOfMemory(cause)
        ? "this node has not enough memory for it: fewer slots or more memory would do"
        : cause.GetBaseException().Message;

    private static Task<WorkerInputs.Trained> Start(
        IPackEvaluator training,
        WorkerProtocol.PackGranted pack,
        KeptCheckpoints checkpoints,
        LeaseQueue? queue,
        CancellationToken cancellation)
    {
        var completion = new TaskCompletionSource<WorkerInputs.Trained>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(pack, Work, completion))
        {
            IsBackground = true,
            Name = $"slot-{pack.Lease.Holder.Slot}",
        };
        try
        {
            thread.Start();
        }
        catch (Exception cause)
        {
            // There may be too little memory, or the process may have too many threads.
            completion.SetException(cause);
        }

        return completion.Task;

        WorkerInputs.Trained Work() => queue is null
            ? Train(training, pack, checkpoints, cancellation)
            : queue.Train(training, checkpoints, cancellation);
    }

    private static WorkerInputs.Trained Train(
        IPackEvaluator training,
        WorkerProtocol.PackGranted pack,
        KeptCheckpoints checkpoints,
        CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var outcome = LeaseTraining.Train(training, pack, checkpoints, TimeProvider.System, cancellation);
        return new(pack.SweepId, checkpoints.Lease, outcome, watch.Elapsed.TotalSeconds) { Logs = checkpoints.Logs };
    }

    // Of several trials, the last log is that of the one that failed.
    private static object Outcome(
        string sweepId, KeptCheckpoints pack, Exception cause, WorkerTraits traits, long? place) =>
        (!traits.IsAlone || cause is TryElsewhereException) && NodeFaults.ReasonOf(cause) is { } reason
            ? new WorkerInputs.Hampered(sweepId, pack.Lease, reason)
            : new WorkerInputs.Failed(sweepId, pack.Lease, ReasonOf(cause))
            {
                Place = place,
                Logs = [.. pack.Logs.TakeLast(1)],
            };

    // Catches everything: an exception of a trainer becomes a report, never the end of the process.
    private static void Run(
        WorkerProtocol.PackGranted pack,
        Func<WorkerInputs.Trained> work,
        TaskCompletionSource<WorkerInputs.Trained> completion)
    {
        using var span = LeaseTrace.Train(pack);
        TrainingPriority.Take();
        try
        {
            completion.SetResult(work());
        }
        catch (Exception cause)
        {
            span?.SetStatus(ActivityStatusCode.Error, cause.GetBaseException().Message);
            completion.SetException(cause);
        }
    }

    /// <summary>Asks to give up the last trials of the pack at the next epoch's end.</summary>
    /// <param name="Takers">The number of slots that wait for their share.</param>
    /// <param name="Throughput">How fast each of them trains, in vectors times epochs per second; 0 if unknown.</param>
    internal sealed record Split(int Takers, double Throughput) : INoSerializationVerificationNeeded;
}

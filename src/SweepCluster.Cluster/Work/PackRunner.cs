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
        Receive<WorkerInputs.Trained>(Report);
        Receive<Status.Failure>(failure => Report(Outcome(pack.SweepId, checkpoints, failure.Cause, traits)));
        Receive<Split>(split => checkpoints.AskForPart(split));
        Start(training, pack, checkpoints, _cancellation.Token).PipeTo(Self);
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
        CancellationToken cancellation)
    {
        var completion = new TaskCompletionSource<WorkerInputs.Trained>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(training, pack, checkpoints, completion, cancellation))
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
    }

    // Trials that ended well before the one that failed are evaluated again: theirs is not the last log.
    private static object Outcome(string sweepId, KeptCheckpoints pack, Exception cause, WorkerTraits traits) =>
        (!traits.IsAlone || cause is TryElsewhereException) && NodeFaults.ReasonOf(cause) is { } reason
            ? new WorkerInputs.Hampered(sweepId, pack.Lease, reason)
            : new WorkerInputs.Failed(sweepId, pack.Lease, ReasonOf(cause)) { Logs = [.. pack.Logs.TakeLast(1)] };

    // Catches everything: an exception of a trainer becomes a report, never the end of the process.
    private static void Run(
        IPackEvaluator training,
        WorkerProtocol.PackGranted pack,
        KeptCheckpoints checkpoints,
        TaskCompletionSource<WorkerInputs.Trained> completion,
        CancellationToken cancellation)
    {
        using var span = LeaseTrace.Train(pack);
        TrainingPriority.Take();
        try
        {
            var watch = Stopwatch.StartNew();
            var outcome = LeaseTraining.Train(training, pack, checkpoints, TimeProvider.System, cancellation);
            completion.SetResult(new(pack.SweepId, checkpoints.Lease, outcome, watch.Elapsed.TotalSeconds)
            {
                Logs = checkpoints.Logs,
            });
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

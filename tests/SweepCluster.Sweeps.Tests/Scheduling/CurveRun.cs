using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Searching;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Tests.Scheduling;

/// <summary>A part of a trial that a worker trained.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="First">Its first step.</param>
/// <param name="Last">Its last step.</param>
/// <param name="Begin">When it began; a step takes 1.</param>
/// <param name="Stood">The steps that it went on from.</param>
internal sealed record CurveJob(long Trial, int First, int Last, long Begin, int Stood)
{
    public long End => Begin + Last - First + 1;
}

/// <summary>Workers that train recorded curves, each step of which takes the same time.</summary>
/// <param name="spec">The sweep.</param>
/// <param name="curves">The curve of a trial.</param>
/// <param name="workers">How many workers.</param>
internal sealed class CurveRun(SweepSpec spec, Func<long, ImmutableArray<double>> curves, int workers = 1)
{
    private readonly Proposer _proposer = Proposer.For(spec)!;
    private readonly Dictionary<long, int> _made = [];
    private readonly (long Free, CurveJob? Job, Lease? Lease)[] _workers = new (long, CurveJob?, Lease?)[workers];
    private SweepState _state = SweepState.Empty;
    private long _pulls;

    /// <summary>What was trained, in the order in which it began.</summary>
    public List<CurveJob> Jobs { get; } = [];

    /// <summary>The curves of a file: the last columns of its rows.</summary>
    public static ImmutableArray<ImmutableArray<double>> Read(string path, int steps)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(line => line.Split(',')[^steps..]
                    .Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToImmutableArray()),
        ];
    }

    /// <summary>Trains until the jobs that have begun have so many steps, or nothing is left.</summary>
    public void Train(long steps)
    {
        Do(new SweepCommands.SubmitSweep(SweepPlan.For(spec, "fingerprint"), "text"));
        for (var made = 0L; made < steps && _state.Ended is null;)
        {
            // Whoever ends first reports; all that are free then ask.
            var now = _workers.Min(worker => worker.Free);
            foreach (var (worker, index) in _workers.Select((worker, index) => (worker, index)).ToList())
            {
                if (worker.Free == now && worker.Job is not null)
                    Report(index);
            }

            for (var index = 0; index < workers && made < steps; index++)
            {
                if (_workers[index].Job is null && Begin(index, now, steps - made) is { } job)
                    made += job.Last - job.First + 1;
            }

            // Who got nothing asks again when somebody ends.
            var next = _workers.Where(worker => worker.Job is not null).Select(worker => worker.Free).Order().ToList();
            for (var index = 0; index < workers && next.Count > 0; index++)
            {
                if (_workers[index].Job is null)
                    _workers[index].Free = next[0];
            }
        }
    }

    private CurveJob? Begin(int worker, long now, long most)
    {
        while (_proposer.IsDue(_state, hasWaiting: true))
            Do(new SweepCommands.ProposeTrials(_proposer.Next(_state, () => true, CancellationToken.None)));
        var slot = new SlotRequest($"worker-{worker}", 0, ++_pulls);
        var request = new SweepCommands.RequestPack(slot, workers, [slot.Worker], false);
        if (Do(request) is not SweepReplies.PackGranted granted)
            return null;
        var trial = granted.Proposed.Single();
        var first = _made.GetValueOrDefault(trial.Id) + 1;
        var last = (int)Math.Min(LastOf(trial, curves(trial.Id)), first - 1 + most);
        var job = new CurveJob(trial.Id, first, last, now, granted.Checkpoint?.Steps ?? 0);
        _made[trial.Id] = last;
        _workers[worker] = (job.End, job, granted.Lease);
        Jobs.Add(job);
        return job;
    }

    private void Report(int worker)
    {
        var (_, job, lease) = _workers[worker];
        var start = lease!.Range.Start;
        var outcome = new CurveOutcome(curves(job!.Trial)[..job.Last]);
        Do(new SweepCommands.RenewLease(lease, new PackCheckpoint(start, [new CurveCheckpoint(job.Last)])));
        Do(new SweepCommands.RecordPack(lease, start, new([], [outcome]), 1));
        _workers[worker] = (job.End, null, null);
    }

    private static int LastOf(Trial trial, ImmutableArray<double> curve)
    {
        var most = trial.Steps ?? curve.Length;
        return Enumerable.Range(1, most).First(
            steps => steps == most || Course.IsStopped(curve[..steps], trial.Limits));
    }

    private ISweepReply Do(ISweepCommand command)
    {
        var decision = SweepDecisions.Decide(_state, command, DateTimeOffset.UnixEpoch);
        _state = decision.Events.Aggregate(_state, SweepEvolution.Apply);
        return decision.Reply;
    }
}

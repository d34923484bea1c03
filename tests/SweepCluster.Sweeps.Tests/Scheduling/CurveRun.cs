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

/// <summary>One worker that trains recorded curves until it has made so many steps.</summary>
/// <param name="spec">The sweep.</param>
/// <param name="curves">The curves.</param>
internal sealed class CurveRun(SweepSpec spec, ImmutableArray<ImmutableArray<double>> curves)
{
    private readonly Proposer _proposer = Proposer.For(spec)!;
    private readonly Dictionary<long, int> _made = [];
    private SweepState _state = SweepState.Empty;

    /// <summary>What it trained: a trial, its first step and its last.</summary>
    public List<(long Trial, int First, int Last)> Jobs { get; } = [];

    /// <summary>Least loss that it saw.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

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

    /// <summary>Trains.</summary>
    public void Train(int steps)
    {
        Do(new SweepCommands.SubmitSweep(SweepPlan.For(spec, "fingerprint"), "text"));
        for (var pull = 1; steps > 0; pull++)
        {
            while (_proposer.IsDue(_state, hasWaiting: true))
                Do(new SweepCommands.ProposeTrials(_proposer.Next(_state, () => true, CancellationToken.None)));
            var request = new SweepCommands.RequestPack(new SlotRequest("worker", 0, pull), 1, ["worker"], false);
            var granted = Assert.IsType<SweepReplies.PackGranted>(Do(request));
            var trial = Assert.Single(granted.Proposed);
            var curve = curves[(int)(trial.Id % curves.Length)];
            var (first, last) = (_made.GetValueOrDefault(trial.Id) + 1, LastOf(trial, curve));
            // Who goes on begins where it stood.
            Assert.Equal(first - 1, granted.Checkpoint?.Steps ?? 0);
            if (last - first + 1 > steps)
                last = first - 1 + steps;
            steps -= last - first + 1;
            Jobs.Add((trial.Id, first, _made[trial.Id] = last));
            Best = Math.Min(Best, curve[(first - 1)..last].Min());
            var range = granted.Lease.Range;
            Do(new SweepCommands.RenewLease(
                granted.Lease, new PackCheckpoint(range.Start, [new CurveCheckpoint(last)])));
            Do(new SweepCommands.RecordPack(
                granted.Lease, range.Start, new([], [new CurveOutcome(curve[..last])]), 1));
        }
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

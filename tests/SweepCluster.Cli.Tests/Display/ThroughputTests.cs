using System.Collections.Immutable;
using SweepCluster.Cli.Display;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cli.Tests.Display;

/// <summary>The words for a sweep's progress; a sweep that does not go on has a reason and no pace.</summary>
public sealed class ThroughputTests
{
    private static readonly Throughput Going = new(40, TimeSpan.FromSeconds(5));

    private static readonly SweepView View = new(
        new Account(480, 360, 0, 0, 0, 0), 12, SweepPhase.Running, Highlights.None,
        [new NodeStatus("host:2", "worker", "up", 2, 2, 310e6)]);

    [Fact]
    public void A_sweep_that_goes_on_has_a_pace() =>
        Assert.Equal("360 / 480 trials, 40 trials/s, 310 M updates/s, 0:05 left", Going.Words(View));

    [Fact]
    public void A_sweep_that_is_over_has_a_rate_and_no_time_left() =>
        Assert.Equal("480 / 480 trials, 40 trials/s", Going.Words(View with
        {
            Phase = SweepPhase.Finished,
            Account = new Account(480, 470, 0, 8, 2, 0),
        }));

    [Fact]
    public void Trials_that_were_cancelled_are_not_trained() =>
        Assert.Equal("360 / 480 trials, 120 cancelled, 40 trials/s", Going.Words(View with
        {
            Phase = SweepPhase.Cancelled,
            Account = new Account(480, 360, 0, 0, 0, 120),
        }));

    [Fact]
    public void A_sweep_without_workers_says_so_and_a_worker_that_has_not_asked_yet_counts()
    {
        var coordinator = new NodeStatus("host:1", "coordinator", "active", 0, 0, 0);
        var worker = new NodeStatus("host:2", "worker", "up", 0, 0, 0);
        var unreachable = worker with { State = "unreachable" };

        Assert.EndsWith(
            "no worker is there", Going.Words(View with { Nodes = [coordinator] }), StringComparison.Ordinal);
        Assert.EndsWith(
            "no worker is there",
            Going.Words(View with { Nodes = [coordinator, unreachable] }),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "0:05 left", Going.Words(View with { Nodes = [coordinator, worker] }), StringComparison.Ordinal);
    }

    public static TheoryData<string> Standing => [.. StandingStill.Keys];

    [Theory]
    [MemberData(nameof(Standing))]
    public void A_sweep_that_does_not_go_on_says_why(string words) =>
        Assert.Equal(words, Going.Words(StandingStill[words]));

    private static readonly ImmutableDictionary<string, SweepView> StandingStill = new Dictionary<string, SweepView>
    {
        ["coordinator away: 360 / 480 trials when last heard"] = View with { Waiting = new Waiting("") },
        ["waiting (the disk is full): 360 / 480 trials when last heard"] = View with
        {
            Waiting = new Waiting("the disk is full"),
        },
        ["interrupted (the disk is full): 360 / 480 trials"] = View with
        {
            Phase = SweepPhase.Interrupted,
            Problem = "the disk is full",
        },
        ["interrupted (the journal is read)"] = View with
        {
            Phase = SweepPhase.Interrupted,
            Problem = "the journal is read",
            IsAccountKnown = false,
        },
        ["paused: 360 / 480 trials"] = View with { Phase = SweepPhase.Paused, Running = 0 },
        ["paused: 360 / 480 trials, 12 trials still in training"] = View with { Phase = SweepPhase.Paused },
        ["queued: 360 / 480 trials, waiting for a slot"] = View with { Phase = SweepPhase.Queued },
    }.ToImmutableDictionary();
}

using Akka.TestKit;
using Akka.TestKit.Xunit;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Tests.Node;

/// <summary>A client hears of an unusable journal at the submission, later, or at the end.</summary>
public sealed class SweepClientSpecs() : TestKit(Quiet.Config)
{
    private const string Id = "example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_exception_for_a_damaged_journal_has_the_reason_from_the_coordinator(int answersBefore)
    {
        var coordinator = CreateTestProbe();
        var run = new SweepClient(Sys, coordinator.Ref).RunAsync(
            new SweepProtocol.SubmitSweep(Id, "fingerprint", Example.Text, 1), (_, _) => { }, Cancellation);

        await Answer(coordinator, answersBefore);

        var interrupted = await Assert.ThrowsAsync<SweepInterruptedException>(() => run);
        Assert.Equal(OutageKind.Damage, interrupted.Kind);
        Assert.Equal("page 3 is damaged", interrupted.Message);
    }

    private static async Task Answer(TestProbe coordinator, int answersBefore)
    {
        var damaged = new SweepProtocol.SweepInterrupted(Id, "page 3 is damaged") { Kind = OutageKind.Damage };
        await coordinator.ExpectMsgAsync<SweepProtocol.SubmitSweep>(cancellationToken: Cancellation);
        coordinator.Reply(answersBefore == 0 ? damaged : new SweepProtocol.SweepAccepted(Id));
        if (answersBefore == 0)
            return;
        var follow = await coordinator.ExpectMsgAsync<SweepProtocol.FollowSweep>(cancellationToken: Cancellation);
        follow.Follower.Tell(answersBefore == 1 ? damaged : new SweepProtocol.SweepProgress(
            Id, new Account(1, 1, 0, 0, 0, 0), 0, EndReason.Finished, Highlights.None), coordinator.Ref);
        if (answersBefore == 1)
            return;
        await coordinator.ExpectMsgAsync<SweepProtocol.ListNodes>(cancellationToken: Cancellation);
        coordinator.Reply(new SweepProtocol.NodeList([]));
        await coordinator.ExpectMsgAsync<SweepProtocol.GetResults>(cancellationToken: Cancellation);
        coordinator.Reply(damaged);
    }
}

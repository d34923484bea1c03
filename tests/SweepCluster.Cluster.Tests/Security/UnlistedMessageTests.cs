using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Remote;
using Google.Protobuf.WellKnownTypes;
using SweepCluster.Cluster.Security.Certificates;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>A peer with a good certificate, but with the serializers that Akka.NET has by default.</summary>
[Trait("Needs", "Linux")]
public sealed class UnlistedMessageTests(Certificates certificates) : IClassFixture<Certificates>
{
    private TlsOptions Ours => Certificates.Tls(certificates.Ours, "127.0.0.1");

    [Fact]
    public async Task An_unlisted_message_is_dropped_with_one_log_line_and_the_association_stays()
    {
        await using var node = SecureNode.Start(Ours);
        await using var open = SecureNode.StartOpen(Ours);
        var lost = new ConcurrentQueue<object>();
        var recorder = open.System.ActorOf(Props.Create(() => new Recorder(lost)));
        open.System.EventStream.Subscribe(recorder, typeof(DisassociatedEvent));
        var echo = await open.Echoes(node).ResolveOne(Quiet.Patience, TestContext.Current.CancellationToken);

        (string Line, Action Send)[] attempts =
        [
            ("serializer 1 ", () => echo.Tell(new Unlisted("any public type, as JSON"))),
            ("manifest 'STF'", () =>
                echo.Tell(new Status.Failure(new InvalidOperationException("by its type's name")))),
            ("manifest 'PP'", () => echo.Tell(PoisonPill.Instance)),
            ("serializer 1 ", () => open.Echoes(node).Tell(new Unlisted("in an envelope"))),
            ("manifest 'K'", () => echo.Tell(Kill.Instance)),
            ("serializer 2 ", () => echo.Tell(new StringValue { Value = "any protobuf type" })),
            ("Cannot find serializer with id [999]", () => echo.Tell(new Stranger())),
            ("serializer 3 ", () => open.System.ActorOf(
                Props.Create<Deployed>().WithDeploy(new Deploy(new RemoteScope(node.Address))))),
        ];
        foreach (var (_, send) in attempts)
            send();

        Assert.Equal("still there", await open.AskEcho(node, "still there"));
        await node.Log.Await("serializer 3 ");
        Assert.Equal(attempts.Length, node.Log.Lines.Count);
        Assert.All(attempts.Zip(node.Log.Lines, (attempt, said) => (attempt.Line, Said: said)), pair =>
        {
            Assert.Contains($"Refused a message from {open.Address}: ", pair.Said, StringComparison.Ordinal);
            Assert.Contains(pair.Line, pair.Said, StringComparison.Ordinal);
        });
        Assert.Empty(lost);
    }

    [Fact]
    public async Task A_peer_that_tries_to_stop_an_actor_loses_its_connection_and_the_actor_lives()
    {
        await using var node = SecureNode.Start(Ours);
        await using var good = SecureNode.Start(Ours);
        await using var open = SecureNode.StartOpen(Ours);
        var echo = await open.Echoes(node).ResolveOne(Quiet.Patience, TestContext.Current.CancellationToken);

        open.System.Stop(echo);

        await node.Log.Await("'Akka.Dispatch.SysMsg.Terminate, Akka' is not on the list");
        await node.AssertAnswers(good);
    }

    [Fact]
    public async Task An_unlisted_message_does_not_leave_a_node()
    {
        await using var node = SecureNode.Start(Ours);
        await using var good = SecureNode.Start(Ours);

        good.Echoes(node).Tell(new Unlisted("forgotten"));

        await good.Log.Await($"{typeof(Unlisted)} is not on the list: bind it to a serializer");
        await node.AssertAnswers(good);
    }

    public sealed record Unlisted(string Text);

    private sealed class Recorder : ReceiveActor
    {
        public Recorder(ConcurrentQueue<object> seen) => ReceiveAny(seen.Enqueue);
    }

    private sealed class Deployed : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }
}

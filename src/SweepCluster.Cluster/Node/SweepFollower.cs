using System.Threading.Channels;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Node;

/// <summary>Hears about one sweep's progress and passes it to code that is not an actor.</summary>
public sealed class SweepFollower : ReceiveActor
{
    /// <summary>Made by a client.</summary>
    public SweepFollower(ChannelWriter<SweepProtocol.IReply> heard)
    {
        Receive<SweepProtocol.SweepProgress>(progress =>
        {
            heard.TryWrite(progress);
            if (progress.Ended is not null)
                heard.TryComplete();
        });
        Receive<SweepProtocol.SweepInterrupted>(interrupted =>
        {
            heard.TryWrite(interrupted);
            heard.TryComplete();
        });
    }

    /// <summary>How to make one.</summary>
    public static Props Props(ChannelWriter<SweepProtocol.IReply> heard) =>
        Akka.Actor.Props.Create(() => new SweepFollower(heard));
}

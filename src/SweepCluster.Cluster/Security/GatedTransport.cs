using System.Reflection;
using Akka.Actor;
using Akka.Configuration;
using Akka.Remote.Transport;
using DotNetty.Transport.Channels;

namespace SweepCluster.Cluster.Security;

/// <summary>Akka.Remote's own TCP transport behind a gate that limits what unknown callers can use.</summary>
/// <remarks>
/// Akka.Remote 1.5.74 offers no other way into its pipeline. It accepts nobody before <see cref="Listen"/> has
/// returned, so every caller passes the gate.
/// </remarks>
public sealed class GatedTransport : Transport
{
    private const string Inner = "Akka.Remote.Transport.DotNetty.TcpTransport, Akka.Remote";
    private const string ServerChannel = nameof(ServerChannel);

    private readonly Transport _inner;

    /// <summary>Made by Akka.NET from its configuration.</summary>
    public GatedTransport(ActorSystem system, Config config)
    {
        (System, Config) = (system, config);
        _inner = (Transport)Activator.CreateInstance(Type.GetType(Inner, throwOnError: true)!, system, config)!;
        (SchemeIdentifier, MaximumPayloadBytes) = (_inner.SchemeIdentifier, _inner.MaximumPayloadBytes);
    }

    /// <summary>Settings that put it in the place of Akka.Remote's transport.</summary>
    internal static Config Configuration => ConfigurationFactory.ParseString(
        $"akka.remote.dot-netty.tcp.transport-class = \"{typeof(GatedTransport).FullName}, SweepCluster.Cluster\"");

    /// <inheritdoc/>
    public override bool IsResponsibleFor(Address remote) => _inner.IsResponsibleFor(remote);

    /// <inheritdoc/>
    public override async Task<(Address, TaskCompletionSource<IAssociationEventListener>)> Listen()
    {
        var listening = await _inner.Listen().ConfigureAwait(false);
        var nodes = SchemeIdentifier.StartsWith("ssl.", StringComparison.Ordinal) ? System.Name : null;
        Channel().Pipeline.AddFirst(new InboundGate(Akka.Event.Logging.GetLogger(System, typeof(InboundGate)), nodes));
        return listening;
    }

    /// <inheritdoc/>
    public override Task<AssociationHandle> Associate(Address remoteAddress) => _inner.Associate(remoteAddress);

    /// <inheritdoc/>
    public override Task<bool> Shutdown() => _inner.Shutdown();

    /// <inheritdoc/>
    public override Task<bool> ManagementCommand(object message) => _inner.ManagementCommand(message);

    private IChannel Channel()
    {
        const BindingFlags any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        var field = _inner.GetType().BaseType!.GetField(ServerChannel, any)
            ?? throw new NotSupportedException(
                $"Akka.Remote's transport has no {ServerChannel}: its version is one that this gate does not know.");
        return (IChannel)field.GetValue(_inner)!;
    }
}

using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tools.Client;
using SweepCluster.Cluster.Probing;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Client;

/// <summary>Connects a client to its cluster: with the first question it looks for a coordinator.</summary>
/// <remarks>It contacts the coordinator under the address that the coordinator itself uses.</remarks>
internal sealed class ClusterEntrance : IDisposable
{
    private readonly ActorSystem _system;
    private readonly TransportSecurity _security;
    private readonly ImmutableArray<NodeAddress> _given;
    private readonly CoordinatorSearch _search;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<Task<IActorRef>> _client;
    private volatile string _whyAway = "";

    /// <summary>Says nothing yet.</summary>
    public ClusterEntrance(ActorSystem system, TransportSecurity security, ImmutableArray<NodeAddress> given)
    {
        (_system, _security, _given, _search) = (system, security, given, new CoordinatorSearch(given, security));
        _client = new Lazy<Task<IActorRef>>(() => Task.Run(FindAsync));
    }

    /// <summary>Whether a coordinator was found.</summary>
    public bool IsOpen => _client is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };

    /// <summary>The actor that questions go through; waits as long as it takes to find a coordinator.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<IActorRef> ClientAsync(CancellationToken cancellation) => _client.Value.WaitAsync(cancellation);

    /// <summary>Why nobody has answered, for the user.</summary>
    public async Task<string> WhyAwayAsync(CancellationToken cancellation)
    {
        if (!_client.Value.IsCompletedSuccessfully && _whyAway.Length > 0)
            return $"no coordinator answers at {_whyAway}";
        var probed = await _search.LookAsync(cancellation).ConfigureAwait(false);
        return probed.All(address => address.Own is null)
            ? $"no coordinator answers at {CoordinatorSearch.Words(probed)}"
            : $"no coordinator answers at {string.Join(", ", _given)}, though {CoordinatorSearch.WordsOfFound(probed)}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task<IActorRef> FindAsync()
    {
        var known = await _search.FindAsync(reason => _whyAway = reason, _stop.Token).ConfigureAwait(false);
        var contacts = known
            .Select(address => new Address(
                _security.Protocol, ClusterName.System, address.HostInAddress, address.Port))
            .Select(address => new RootActorPath(address) / "system" / "receptionist")
            .ToImmutableHashSet();
        return _system.ActorOf(
            ClusterClient.Props(ClusterClientSettings.Create(_system).WithInitialContacts(contacts)), "client");
    }
}

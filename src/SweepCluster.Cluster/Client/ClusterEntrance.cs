using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Tools.Client;
using SweepCluster.Cluster.Probing;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Client;

/// <summary>Lets a client into its cluster: finds a coordinator, under the name it has itself, when the first question is asked.</summary>
internal sealed class ClusterEntrance : IDisposable
{
    private readonly ActorSystem _system;
    private readonly TransportSecurity _security;
    private readonly ImmutableArray<NodeAddress> _given;
    private readonly CoordinatorSearch _search;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<Task<IActorRef>> _client;
    private volatile string _trouble = "";

    /// <summary>Says nothing yet.</summary>
    public ClusterEntrance(ActorSystem system, TransportSecurity security, ImmutableArray<NodeAddress> given)
    {
        (_system, _security, _given, _search) = (system, security, given, new CoordinatorSearch(given, security));
        _client = new Lazy<Task<IActorRef>>(() => Task.Run(FindAsync));
    }

    /// <summary>Whether a coordinator was found.</summary>
    public bool IsOpen => _client is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };

    /// <summary>The actor that questions go through; waits for a coordinator, however long that takes.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public Task<IActorRef> ClientAsync(CancellationToken cancellation) => _client.Value.WaitAsync(cancellation);

    /// <summary>Why nobody has answered a question, in words.</summary>
    public async Task<string> TroubleAsync(CancellationToken cancellation)
    {
        if (!_client.Value.IsCompletedSuccessfully && _trouble.Length > 0)
            return $"no coordinator answers at {_trouble}";
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
        var known = await _search.FindAsync(trouble => _trouble = trouble, _stop.Token).ConfigureAwait(false);
        var contacts = known
            .Select(address => new RootActorPath(new Address(_security.Protocol, ClusterName.System, address.HostInAddress, address.Port))
                / "system" / "receptionist")
            .ToImmutableHashSet();
        return _system.ActorOf(
            ClusterClient.Props(ClusterClientSettings.Create(_system).WithInitialContacts(contacts)), "client");
    }
}

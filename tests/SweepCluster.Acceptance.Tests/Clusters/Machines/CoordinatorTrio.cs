using System.Net;
using System.Net.Sockets;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Acceptance.Tests.Clusters.Machines;

/// <summary>Three coordinators that share a database, and their workers.</summary>
internal sealed class CoordinatorTrio : IAsyncDisposable
{
    private readonly string _connectionFile;
    private readonly HostNetwork? _network;
    private readonly string[] _addresses;
    private readonly NodeProcess[] _coordinators;
    private readonly ClusterConnection _client;

    private CoordinatorTrio(string connectionFile, HostNetwork? network)
    {
        (_connectionFile, _network) = (connectionFile, network);
        _addresses = network is null
            ? [.. FreePorts(3).Select(port => $"127.0.0.1:{port}")]
            : [.. Enumerable.Range(0, 3).Select(host => $"{network.AddressOf(host)}:4053")];
        _coordinators = [.. Enumerable.Range(0, 3).Select(Start)];
        _client = network is null ? Connections.To(Join) : Connections.To(Join, "insecure=on");
    }

    public IReadOnlyList<NodeProcess> Coordinators => _coordinators;

    public List<NodeProcess> Workers { get; } = [];

    private string Join => string.Join(',', _addresses);

    /// <summary>Starts all on this host, or a coordinator and a worker on each of a network's first hosts.</summary>
    public static async Task<CoordinatorTrio> Start(string connectionFile, int workers, HostNetwork? network = null)
    {
        var trio = new CoordinatorTrio(connectionFile, network);
        await Task.WhenAll(trio._coordinators.Select(coordinator => coordinator.Up()));
        for (var i = 0; i < workers; i++)
            trio.Workers.Add(trio.StartWorker(i));
        await Task.WhenAll(trio.Workers.Select(worker => worker.Up()));
        return trio;
    }

    public SweepProcess StartAsking(string verb, params string[] arguments) => SweepProcess.Start(
        [verb, .. arguments, "--cluster", Join], _network is null ? [] : [("SWEEP_INSECURE", "on")]);

    /// <summary>The nodes as the coordinator at work sees them.</summary>
    public Task<IReadOnlyList<NodeStatus>> Nodes() => _client.Nodes();

    /// <summary>Waits until the nodes meet a condition.</summary>
    public Task UntilNodes(Func<IReadOnlyList<NodeStatus>, bool> condition) => _client.UntilNodes(condition);

    /// <summary>How many trials of the first sweep are done; 0 if there is no sweep yet.</summary>
    public async Task<long> Done()
    {
        var list = await _client.AskAsync<SweepProtocol.SweepList>(
            new SweepProtocol.ListSweeps(), TestContext.Current.CancellationToken);
        return list.Sweeps.IsEmpty ? 0 : list.Sweeps[0].Account.Done;
    }

    /// <summary>Waits until more than so many trials are done.</summary>
    public async Task UntilDone(long before)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await Done() <= before)
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The index of the coordinator that is at work.</summary>
    public async Task<int> AtWork() =>
        Array.IndexOf(_addresses, (await Nodes()).Single(node => node.State == "active").Address);

    /// <summary>Kills the coordinator that is at work; returns its index.</summary>
    public async Task<int> KillTheOneAtWork()
    {
        var index = await AtWork();
        _coordinators[index].Kill();
        await _coordinators[index].End();
        return index;
    }

    /// <summary>Kills all three coordinators at once.</summary>
    public async Task KillAll()
    {
        foreach (var coordinator in _coordinators)
            coordinator.Kill();
        await Task.WhenAll(_coordinators.Select(coordinator => coordinator.End()));
    }

    public async Task StartAgain(int index)
    {
        _coordinators[index].Dispose();
        _coordinators[index] = Start(index);
        await _coordinators[index].Up();
    }

    public async Task StartWorkerAgain(int index)
    {
        Workers[index].Dispose();
        Workers[index] = StartWorker(index);
        await Workers[index].Up();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Workers.Concat(_coordinators))
            node.Dispose();
        await _client.DisposeAsync();
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    private NodeProcess Start(int index) => StartOn(
        index,
        "coordinator", "--port", _addresses[index].Split(':')[1], "--join", Join, "--set", "log-level=info",
        "--set", "journal.kind=postgresql", "--set", $"journal.connection-string-file=\"{_connectionFile}\"");

    private NodeProcess StartWorker(int index) => StartOn(index, "worker", "--join", Join, "--slots", "1");

    private NodeProcess StartOn(int host, params string[] arguments) =>
        _network is null ? NodeProcess.Start(arguments) : NodeProcess.StartOn(_network, host, arguments);
}

using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Acceptance.Tests.Clusters.Machines;

/// <summary>One coordinator and its workers, on free ports of this machine.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string[] _settings;
    private readonly List<NodeProcess> _workers = [];
    private readonly ClusterConnection _client;

    private TestCluster(string folder, string[] settings, NodeProcess coordinator, string address) =>
        (_folder, _settings, Coordinator, Address, _client) =
            (folder, settings, coordinator, address, Connections.To(address));

    public NodeProcess Coordinator { get; private set; }

    /// <summary>The coordinator's HOST:PORT.</summary>
    public string Address { get; }

    public IReadOnlyList<NodeProcess> Workers => _workers;

    /// <summary>Starts a cluster; settings, such as <c>--set KEY=VALUE</c>, are the coordinator's.</summary>
    public static async Task<TestCluster> Start(string folder, int workers, params string[] settings)
    {
        var coordinator = NodeProcess.Start(["coordinator", "--port", "0", "--data", folder, .. settings]);
        TestCluster? cluster = null;
        try
        {
            cluster = new TestCluster(folder, settings, coordinator, await coordinator.Up());
            for (var i = 0; i < workers; i++)
                cluster.AddWorker();
            await Task.WhenAll(cluster._workers.Select(worker => worker.Up()));
            return cluster;
        }
        catch
        {
            coordinator.Dispose();
            if (cluster is not null)
                await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a worker; does not wait until it is up.</summary>
    public NodeProcess AddWorker(int slots = 1, params string[] settings) => AddWorkerIn([], [], slots, settings);

    /// <summary>Starts a worker with variables in its environment.</summary>
    public NodeProcess AddWorkerWith((string Name, string Value)[] environment, params string[] settings) =>
        AddWorkerIn(environment, [], 1, settings);

    /// <summary>Starts a worker through a command that starts others, such as <c>prlimit</c>.</summary>
    public NodeProcess AddWorkerThrough(params string[] through) => AddWorkerIn([], through, 1, []);

    /// <summary>Starts the coordinator again, at its old address.</summary>
    public async Task StartCoordinatorAgain()
    {
        Coordinator.Dispose();
        var port = Address.Split(':')[^1];
        Coordinator = NodeProcess.Start(["coordinator", "--port", port, "--data", _folder, .. _settings]);
        await Coordinator.Up();
    }

    /// <summary>Runs a client's verb to its end.</summary>
    public Task<SweepProcess.Ended> Ask(string verb, params string[] arguments) =>
        SweepProcess.Run([verb, .. arguments, "--cluster", Address]);

    /// <summary>Starts a client's verb.</summary>
    public SweepProcess StartAsking(string verb, params string[] arguments) =>
        SweepProcess.Start([verb, .. arguments, "--cluster", Address]);

    /// <summary>The status of all sweeps.</summary>
    public async Task<IReadOnlyList<SweepStatus>> All()
    {
        var list = await _client.AskAsync<SweepProtocol.SweepList>(
            new SweepProtocol.ListSweeps(), TestContext.Current.CancellationToken);
        return list.Sweeps;
    }

    /// <summary>The status of all nodes.</summary>
    public async Task<IReadOnlyList<NodeStatus>> Nodes()
    {
        var list = await _client.AskAsync<SweepProtocol.NodeList>(
            new SweepProtocol.ListNodes(), TestContext.Current.CancellationToken);
        return list.Nodes;
    }

    /// <summary>Waits until the first sweep meets a condition; returns its status.</summary>
    public async Task<SweepStatus> Until(Func<SweepStatus, bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if (await All() is [var sweep, ..])
            {
                if (condition(sweep))
                    return sweep;
                Assert.False(sweep.Phase.IsEnd(), $"The sweep ended before it met the condition: {sweep}");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until all sweeps together meet a condition.</summary>
    public async Task UntilAll(Func<IReadOnlyList<SweepStatus>, bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!condition(await All()))
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
            worker.Dispose();
        Coordinator.Dispose();
        await _client.DisposeAsync();
    }

    private NodeProcess AddWorkerIn(
        (string Name, string Value)[] environment, string[] through, int slots, string[] settings)
    {
        var worker = new NodeProcess(SweepProcess.StartProcess(
            ["worker", "--join", Address, "--slots", $"{slots}", .. settings], environment, through));
        _workers.Add(worker);
        return worker;
    }
}

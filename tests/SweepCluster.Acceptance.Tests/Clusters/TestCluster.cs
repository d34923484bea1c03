namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>One coordinator and its workers, on free ports of this machine.</summary>
internal sealed class TestCluster : IDisposable
{
    private readonly string _folder;
    private readonly List<NodeProcess> _workers = [];

    private TestCluster(string folder, NodeProcess coordinator, string address) =>
        (_folder, Coordinator, Address) = (folder, coordinator, address);

    public NodeProcess Coordinator { get; private set; }

    /// <summary>The coordinator's HOST:PORT.</summary>
    public string Address { get; }

    public IReadOnlyList<NodeProcess> Workers => _workers;

    public static async Task<TestCluster> Start(string folder, int workers)
    {
        var coordinator = NodeProcess.Start("coordinator", "--port", "0", "--data", folder);
        var cluster = new TestCluster(folder, coordinator, await coordinator.Up());
        for (var i = 0; i < workers; i++)
            cluster.AddWorker();
        await Task.WhenAll(cluster._workers.Select(worker => worker.Up()));
        return cluster;
    }

    /// <summary>Starts a worker; does not wait until it is up.</summary>
    public NodeProcess AddWorker(int slots = 1)
    {
        var worker = NodeProcess.Start("worker", "--join", Address, "--slots", $"{slots}");
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Starts the coordinator again, where it was.</summary>
    public async Task StartCoordinatorAgain()
    {
        Coordinator.Dispose();
        Coordinator = NodeProcess.Start("coordinator", "--port", Address.Split(':')[^1], "--data", _folder);
        await Coordinator.Up();
    }

    /// <summary>Runs a client's verb to its end.</summary>
    public Task<SweepProcess.Ended> Ask(string verb, params string[] arguments) =>
        SweepProcess.Run([verb, .. arguments, "--cluster", Address]);

    /// <summary>Starts a client's verb.</summary>
    public SweepProcess StartAsking(string verb, params string[] arguments) =>
        SweepProcess.Start([verb, .. arguments, "--cluster", Address]);

    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.Dispose();
        Coordinator.Dispose();
    }
}

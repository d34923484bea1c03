using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Dashboard.Tests.Live;

/// <summary>A small sweep on a real cluster of one node in this process.</summary>
internal sealed class LiveSweep : IAsyncDisposable
{
    public const string Id = "small-0";

    private const string Text =
        """
        sweep {
          name = small
          dataset { synthetic { rows = 20000, noise = 0.1 } }
          search-space { batch-size = [8, 32, 128], learning-rate = { log-uniform = [1e-4, 1e-1], count = 200 } }
        }
        """;

    private readonly DirectoryInfo _folder;
    private readonly EmbeddedNode _node;
    private readonly LoadedSweep _sweep;

    private LiveSweep(DirectoryInfo folder, EmbeddedNode node, LoadedSweep sweep)
    {
        (_folder, _node, _sweep) = (folder, node, sweep);
        Connection = new CountingConnection(new LocalConnection(node.Coordinator, sweep.Data));
    }

    public CountingConnection Connection { get; }

    public static async Task<LiveSweep> Start()
    {
        var spec = SweepFileReader.Parse(Text, "sweep.hocon", []);
        var sweep = new LoadedSweep(spec, spec.Linear().Table.Source.Load(spec.Seed));
        var folder = Directory.CreateTempSubdirectory("sweepcluster-");
        var options = new EmbeddedNodeOptions(
            folder.FullName, 1, new LocalTraining(sweep.Objective), TimeProvider.System);
        var node = await EmbeddedNode.StartAsync(options, TestContext.Current.CancellationToken);
        return new LiveSweep(folder, node, sweep);
    }

    /// <summary>Submits the sweep; gives its summary when it is over.</summary>
    public async Task<Sweeps.Results.SweepResults> Run()
    {
        var submit = new SweepProtocol.SubmitSweep(
            Id, _sweep.Fingerprint, SweepFileWriter.Text(_sweep.Spec, path => path), 1);
        return await new SweepClient(_node.System, _node.Coordinator)
            .RunAsync(submit, (_, _) => { }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

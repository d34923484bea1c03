using System.Globalization;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Tests.Data;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Programs;
using SweepCluster.Programs.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Work.Training;

public sealed class ClusterTrainingTests : IDisposable
{
    // Tells its process, and then a result for every trial.
    private const string Script = """
        echo $$ > "$0.pid"
        while read -r line; do
          trial=${line#*\"trial\":}
          echo "{\"trial\": ${trial%%[,\}]*}, \"v\": 1, \"done\": true}"
        done
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_node_ends_what_a_sweep_has_left_at_work_when_it_has_gone_on_to_others()
    {
        using var cache = new DataCache(_folder.In("cache"), 1 << 20, () => [], TimeProvider.System);
        using var place = new ProgramPlace(cache, isAllowed: true, slots: 1);
        using (var training = new ClusterTraining(cache, place))
        {
            for (var number = 1; number <= 4; number++)
                Train(training, Served($"sweep{number}"));

            await Wait.Until(() => !IsAtWork(1));
            Assert.All([2, 3, 4], number => Assert.True(IsAtWork(number)));
        }

        Assert.All([2, 3, 4], number => Assert.False(IsAtWork(number)));
    }

    private static void Train(ClusterTraining training, SweepSpec spec)
    {
        var outcome = training.Train(
            spec,
            SweepFingerprint.Of(spec, data: null),
            [TrialOrder.Of(spec)[0]],
            NoCheckpoints.Instance,
            TestContext.Current.CancellationToken);
        Assert.Equal(1, outcome.Trials[0].Metric(0));
    }

    private bool IsAtWork(int number) => Directory.Exists(string.Create(
        CultureInfo.InvariantCulture, $"/proc/{File.ReadAllText(_folder.In($"sweep{number}.pid")).Trim()}"));

    private SweepSpec Served(string name)
    {
        File.WriteAllText(_folder.In(name), Script);
        var spec = Example.Spec() with
        {
            Name = name,
            Kind = ProgramKind.Instance,
            Objective = new ProgramSpec
            {
                Metric = "v",
                Direction = Direction.Minimize,
                Run = ["bash", _folder.In(name)],
                Serve = true,
                Grace = TimeSpan.Zero,
                Folder = _folder.FullPath,
            },
            SearchSpace = new SearchSpace([new Parameter("x", new Domain.Choice([SettingValue.Of(1)]))]),
        };
        return spec with { Metric = spec.Schema.Metrics[0] };
    }
}

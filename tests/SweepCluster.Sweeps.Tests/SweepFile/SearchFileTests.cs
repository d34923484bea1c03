using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Tests.Searching;

namespace SweepCluster.Sweeps.Tests.SweepFile;

/// <summary>How configurations are chosen, read, refused, and written.</summary>
public sealed class SearchFileTests
{
    private const string Rate = "search-space { learning-rate = { log-uniform = [0.01, 1] } }";

    public static TheoryData<string, string> Wrong => new()
    {
        { $"sampler = sobol, {Rate}", "sweep.trials: missing: write trials = 100, the number of configurations" },
        { $"sampler = sobol, trials = 0, {Rate}", "sweep.trials: found 0: write a whole number of at least 1" },
        {
            $"sampler = sobol, trials = 2000000000, repeats = 2, {Rate}",
            "sweep.trials: 2000000000 configurations are more than results can hold: no more than 1073741795 can be run"
        },
        {
            $"sampler = sobol, trials = 5, parallel = 0, {Rate}",
            "sweep.parallel: found 0: write a whole number from 1 to 10000"
        },
        {
            "parallel = 4, search-space { learning-rate = [0.1] }",
            "sweep.parallel: a grid runs all its points: "
                + "leave it out, or write another sampler, such as sampler = auto"
        },
        {
            $"sampler = sobol, trials = 5, points = [{{ decay = 1, learning-rate = 0.1 }}], {Rate}",
            "sweep.points: decay is no axis of the search space: leave it out"
        },
        {
            $"sampler = sobol, trials = 5, points = [{{ }}], {Rate}",
            "sweep.points: learning-rate is missing: a point has a value for each axis"
        },
        {
            $"sampler = sobol, trials = 5, points = [{{ learning-rate = 2 }}], {Rate}",
            "sweep.points: learning-rate = 2 lies outside its axis"
        },
        {
            $"sampler = sobol, trials = 5, points = 3, {Rate}",
            "sweep.points: found 3: write a list of configurations, such as [{ learning-rate = 0.01, batch-size = 32 }]"
        },
        {
            "search-space { optimizer = [sgd, adam], momentum = { choice = [0, 0.5], when { optimiser = sgd } } }",
            "sweep.search-space.momentum.when: optimiser is no other axis of the search space (nearest: optimizer)"
        },
        {
            "search-space { optimizer = [sgd, adam], momentum = { choice = [0, 0.5], when { optimizer = adagrad } } }",
            "sweep.search-space.momentum.when: adagrad is no value of optimizer"
        },
        {
            "search-space { optimizer = [sgd, adam], momentum = { choice = [0, 0.5], when = sgd } }",
            "sweep.search-space.momentum.when: write one other axis with its values, "
                + "when { optimizer = sgd } or when { optimizer = [sgd, adam] }"
        },
        {
            """
            search-space {
              decay = { choice = [0, 0.5], when { learning-rate = 0.1 } }
              learning-rate = { choice = [0.1, 1], when { decay = 0 } }
            }
            """,
            "sweep.search-space.decay: it applies only under values of itself: break the circle of when"
        },
    };

    public static TheoryData<string> Right =>
    [
        $"sampler = sobol, trials = 5, parallel = 3, {Rate}",
        $"sampler = random, trials = 5, points = [{{ learning-rate = 0.1 }}, {{ learning-rate = 1 }}], {Rate}",
        """
        sampler = random, trials = 5
        search-space {
          optimizer = [sgd, adam, adagrad]
          momentum = { uniform = [0, 0.9], when { optimizer = [sgd] } }
          beta-1 = { choice = [0.8, 0.9], when { optimizer = adam } }
          learning-rate = { uniform = [0.25, 1], step = 0.25 }
          batch-size = { log-integer = [2, 8] }
          epochs = { integer = [2, 4] }
        }
        """,
        "search-space { optimizer = [sgd, adam], momentum = { choice = [0, 0.5], when { optimizer = sgd } } }",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_refused_with_what_would_be_right(string lines, string expected)
    {
        var refused = Assert.Throws<InvalidInputException>(() => SimulatedSearch.Spec(lines));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void What_is_written_reads_as_the_same_sweep(string lines)
    {
        var spec = SimulatedSearch.Spec(lines);
        var text = SweepFileWriter.Text(spec, data => data);
        var read = SweepFileReader.Parse(text, "search.hocon", []);

        Assert.Equal(text, SweepFileWriter.Text(read, data => data));
        Assert.Equal((spec.Search, spec.SearchSpace), (read.Search, read.SearchSpace));
    }

    [Fact]
    public void A_space_with_fewer_configurations_than_trials_has_so_many()
    {
        const string Space =
            "search-space { optimizer = [sgd, adam], momentum = { choice = [0, 0.5], when { optimizer = sgd } } }";

        Assert.Equal(3, SimulatedSearch.Spec($"sampler = random, trials = 10, {Space}").Planned);
        Assert.Equal(2, SimulatedSearch.Spec($"sampler = random, trials = 2, {Space}").Planned);
        Assert.Equal(3, SimulatedSearch.Spec(Space).Planned);
    }

    [Fact]
    public void What_a_proposal_waits_for_is_a_matter_of_the_kind_of_trials()
    {
        Assert.Equal(16, SimulatedSearch.Spec($"sampler = random, trials = 10, {Rate}").Search.Parallel);
        Assert.Equal(SearchRules.Grid, SimulatedSearch.Spec("search-space { learning-rate = [0.1] }").Search);
    }
}

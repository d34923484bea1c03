using SweepCluster.Search;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Tests.Searching;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Tests.Ordering;

public sealed class ProposedOrderTests
{
    private const string Space =
        "search-space { batch-size = [2, 4], learning-rate = { uniform = [0.001, 1] } }, trials = 500, repeats = 3";

    [Fact]
    public void Ids_and_places_are_each_others_inverse_and_groups_are_cut_where_a_pack_must_end()
    {
        var spec = SimulatedSearch.Spec($"sampler = random, {Space}");
        var proposed = Rounds(spec, 100, 1, 57);
        var order = TrialOrder.Of(spec, proposed);

        Assert.Equal(158 * 3, proposed.Count);
        Assert.All(Enumerable.Range(0, (int)order.Planned), place =>
        {
            var trial = order[place];
            Assert.Equal((place, place), (trial.Place, order.PlaceOf(order.IdAt(place))));
            Assert.Equal(trial.Id, trial.Configuration.Index * 3 + trial.Repeat);
        });
        Assert.Equal(
            Enumerable.Range(0, (int)order.Planned).Select(id => (long)id),
            Enumerable.Range(0, (int)order.Planned).Select(place => order.IdAt(place)).Order());
        Assert.All(order.Groups.Packs(new TrialRange(0, proposed.Count)), pack => Assert.Single(
            order.Of(pack).Select(trial => (trial.Configuration.Values[0], trial.Repeat)).Distinct()));
        // A round of many configurations has a group per batch size and repeat.
        Assert.Equal(6, order.Groups.PackCount(new TrialRange(0, 300)));
    }

    [Fact]
    public void A_trial_that_was_not_proposed_has_no_settings()
    {
        var spec = SimulatedSearch.Spec($"sampler = random, {Space}");
        spec = spec with { Search = spec.Search with { Sampler = "tpe" } };
        var order = TrialOrder.Of(spec, Rounds(spec, 10));

        Assert.False(order.OfId(29).Configuration.Values[0].IsNone);
        Assert.All(order.OfId(30).Configuration.Values, value => Assert.True(value.IsNone));
        Assert.Equal((30, 10, 0), (order[30].Id, order[30].Configuration.Index, order[30].Repeat));
    }

    [Fact]
    public void A_round_follows_the_others()
    {
        var spec = SimulatedSearch.Spec($"sampler = random, {Space}");
        var round = Rounds(spec, 10).Rounds[0];

        Assert.Throws<ArgumentException>(() => Rounds(spec, 10).With(round));
        Assert.Equal(Rounds(spec, 10), ProposedTrials.None.With(round));
    }

    private static ProposedTrials Rounds(SweepSpec spec, params int[] sizes)
    {
        var (first, all) = (0L, ProposedTrials.None);
        foreach (var size in sizes)
        {
            var configurations = Enumerable.Range(0, size).Select(i => new Configuration(
                first + i, [SettingValue.Of((first + i) % 3 == 0 ? 2 : 4), SettingValue.Of((first + i + 1) / 501.0)]));
            all = all.With(RoundLayout.Of(
                spec, all.Count, configurations.SelectMany(each => new NewTrials(spec).Of(each, []))));
            first += size;
        }

        return all;
    }
}

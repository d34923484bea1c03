using FsCheck.Fluent;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Tests.Ordering;

public sealed class GridOrderTests
{
    private static readonly string[] Keys =
    [
        Settings.BatchSize, Settings.LearningRate, Settings.Optimizer, Settings.Decay, Settings.Epochs,
    ];

    [Fact]
    public void Every_trial_has_one_place_and_every_place_one_trial() => Prop
        .ForAll(Spaces(), space =>
        {
            var order = new GridOrder(space.Space, space.Repeats, Settings.OfLanes);
            var places = Enumerable.Range(0, (int)order.Planned).Select(id => order.PlaceOf(id)).ToList();
            return places.Order().SequenceEqual(Enumerable.Range(0, (int)order.Planned).Select(place => (long)place))
                && places.Select((place, id) => order[place].Id == id).All(same => same);
        })
        .Holds();

    [Fact]
    public void A_trial_is_its_configuration_times_repeats_plus_the_repeat() => Prop
        .ForAll(Spaces(), space =>
        {
            var order = new GridOrder(space.Space, space.Repeats, Settings.OfLanes);
            return Enumerable.Range(0, (int)order.Planned).Select(place => order[place]).All(trial =>
                trial.Id == trial.Configuration.Index * space.Repeats + trial.Repeat
                && trial.Configuration.Values.SequenceEqual(space.Space[trial.Configuration.Index].Values));
        })
        .Holds();

    [Fact]
    public void Trials_of_a_group_share_the_repeat_and_all_settings_that_cannot_differ_by_lane() => Prop
        .ForAll(Spaces(), space =>
        {
            var order = new GridOrder(space.Space, space.Repeats, Settings.OfLanes);
            return Enumerable.Range(0, (int)order.Planned).GroupBy(place => place / order.GroupSize).All(group =>
                group.Select(place => Shared(space.Space, order[place])).Distinct().Count() == 1);
        })
        .Holds();

    [Fact]
    public void The_packs_of_a_range_are_its_parts_in_one_group_each() => Prop
        .ForAll(Gen.Choose(0, 30).Two().ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), (bounds, groupSize) =>
        {
            var range = new TrialRange(bounds.Item1, bounds.Item2 + 1);
            var places = Enumerable.Range((int)range.Start, (int)range.Count);
            var packs = new EqualGroups(groupSize).Packs(range).ToList();
            return packs.SequenceEqual(places
                .GroupBy(place => place / groupSize)
                .Select(group => new TrialRange(group.First(), group.Count())))
                && new EqualGroups(groupSize).PackCount(range) == packs.Count;
        })
        .Holds();

    [Fact]
    public void A_grid_of_ten_to_the_twelve_trials_is_laid_out_at_once()
    {
        var space = new SearchSpace([Axis(Settings.BatchSize, 1_000_000), Axis(Settings.Decay, 1_000_000)]);
        var order = new GridOrder(space, 1, Settings.OfLanes);

        Assert.Equal(1_000_000_000_000, order.Planned);
        Assert.Equal(1_000_000, order.GroupSize);
        Assert.Equal(999_999_999_999, order.PlaceOf(order[999_999_999_999].Id));
    }

    private static string Shared(SearchSpace space, Trial trial)
    {
        var values = trial.Configuration.Values
            .Where((_, i) => !Settings.OfLanes.Contains(space.Parameters[i].Name))
            .Select(value => value.ToString());
        return string.Join('|', values.Append($"{trial.Repeat}"));
    }

    private static FsCheck.Arbitrary<(SearchSpace Space, int Repeats)> Spaces() => Gen.Zip(
        Gen.Choose(1, 4).ArrayOf(5).SelectMany(counts => Gen.Shuffle(Keys).Zip(Gen.Choose(0, 5)).Select(picked =>
            new SearchSpace([.. picked.Item1.Take(picked.Item2).Select((key, i) => Axis(key, counts[i]))]))),
        Gen.Choose(1, 3)).Select(pair => (pair.Item1, pair.Item2)).ToArbitrary();

    private static Parameter Axis(string name, int count) => new(name, new Domain.Uniform(1, 2, count));
}

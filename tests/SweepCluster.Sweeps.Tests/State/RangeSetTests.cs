using FsCheck.Fluent;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Tests.State;

public sealed class RangeSetTests
{
    private const int Places = 40;

    [Fact]
    public void Holds_what_was_added_and_nothing_else() => Prop
        .ForAll(Ranges(), ranges =>
        {
            var set = ranges.Aggregate(RangeSet.Empty, (s, range) => s.Add(range));
            var expected = Enumerable.Range(0, Places)
                .Where(place => ranges.Any(range => range.Contains(place)))
                .ToList();
            return set.Count == expected.Count
                && Enumerable.Range(0, Places).All(place =>
                    expected.Contains(place) == (set.CountWithin(new TrialRange(place, 1)) == 1));
        })
        .Holds();

    [Fact]
    public void Missing_and_held_places_make_up_the_range_asked_for() => Prop
        .ForAll(Ranges(), Ranges(), (ranges, asked) =>
        {
            var set = ranges.Aggregate(RangeSet.Empty, (s, range) => s.Add(range));
            return asked.All(range =>
                set.Missing(range).Sum(gap => gap.Count) + set.CountWithin(range) == range.Count
                && set.Missing(range).All(gap => set.CountWithin(gap) == 0 && range.Contains(gap)));
        })
        .Holds();

    [Fact]
    public void Neighbours_become_one_range()
    {
        var set = RangeSet.Empty.Add(new(0, 2)).Add(new(4, 2)).Add(new(2, 2));

        Assert.Equal([new TrialRange(0, 6)], set.Ranges);
    }

    private static FsCheck.Arbitrary<TrialRange[]> Ranges() => Gen.Choose(0, Places - 6).Zip(Gen.Choose(1, 6))
        .Select(pair => new TrialRange(pair.Item1, pair.Item2)).ArrayOf().ToArbitrary();
}

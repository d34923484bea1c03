using System.Collections.Immutable;
using FsCheck.Fluent;
using SweepCluster.Search.Points;
using SweepCluster.Search.Samplers;

namespace SweepCluster.Search.Tests.Samplers;

/// <summary>What every sampler keeps.</summary>
public sealed class SamplerTests
{
    private const int Parallel = 3;

    private static readonly Domain Continuous = new Domain.Uniform(-2, 3, Domain.Interval.Continuous);

    public static TheoryData<string> Words => [.. SamplerCatalog.Words];

    [Theory]
    [MemberData(nameof(Words))]
    public void Configurations_lie_in_the_space_and_none_comes_twice(string word) => Properties.Hold(
        from space in Spaces.Any
        from seed in Gen.Choose(-1000, 1000)
        from losses in Gen.Choose(0, 5)
        select (space, seed, losses),
        test =>
        {
            var run = Run(word, test.space, test.seed, 24, (values, index) => Loss(test.losses, values, index));

            Assert.All(run, values => Assert.True(Spaces.Has(test.space, values), Spaces.Text(values)));
            Assert.Equal(run.Select(Spaces.Text).Distinct(), run.Select(Spaces.Text));
            Assert.Equal(Math.Min(24, test.space.DistinctCount ?? 24), run.Count);
        },
        count: 60);

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_configuration_comes_before_the_end(string word) => Properties.Hold(
        Spaces.AnyFinite.Where(space => Spaces.Points(space) < 60),
        space =>
        {
            var all = Spaces.AllOf(space).Order().ToList();

            Assert.Equal(all, Run(word, space, 1, all.Count + 1, (_, index) => index).Select(Spaces.Text).Order());
        },
        count: 30);

    [Theory]
    [MemberData(nameof(Words))]
    public void The_same_is_proposed_by_another_one_asked_in_another_order(string word) => Properties.Hold(
        Spaces.Any,
        space =>
        {
            var seen = new List<History>();
            var run = Run(word, space, 5, 20, (values, index) => Loss(0, values, index), seen.Add);
            var other = SamplerCatalog.Make(word, space, 5, 20);

            for (var i = run.Count - 1; i >= 0; i--)
                Assert.Equal(Spaces.Text(run[i]), Spaces.Text(other.Suggest(i, seen[i])!.Value));
        },
        count: 20);

    [Theory]
    [MemberData(nameof(Words))]
    public void What_was_given_is_not_proposed_again(string word) => Properties.Hold(
        from space in Spaces.AnyFinite.Where(space => Spaces.Points(space) < 40)
        from given in Gen.Choose(0, int.MaxValue - 1).ArrayOf(5)
        select (space, given),
        test =>
        {
            var tree = new ConfigurationTree(test.space);
            var given = test.given.Select(n => tree.At(n % tree.Count!.Value)).ToList();
            var run = Run(word, test.space, 3, 60, (_, index) => index, given: given);

            Assert.Equal(
                Spaces.AllOf(test.space).Order(),
                given.Concat(run.Skip(given.Count)).Select(Spaces.Text).Distinct().Order());
            var own = run.Skip(given.Count).Select(Spaces.Text).ToList();
            Assert.Equal(own.Distinct().Except(given.Select(Spaces.Text)), own);
        },
        count: 40);

    [Theory]
    [MemberData(nameof(Words))]
    public void Another_seed_leads_elsewhere(string word)
    {
        var space = Spaces.Plain(Continuous, Continuous);

        Assert.NotEqual(
            Run(word, space, 1, 5, (_, _) => 0).Select(Spaces.Text),
            Run(word, space, 2, 5, (_, _) => 0).Select(Spaces.Text));
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_space_may_have_any_number_of_dimensions(string word)
    {
        foreach (var dimensions in new[] { 1, 2, 21, 1_000 })
        {
            var space = Spaces.Plain([.. Enumerable.Repeat(Continuous, dimensions)]);
            var run = Run(word, space, 1, 12, (values, _) => values.Sum(v => v.Number * v.Number));

            Assert.All(run, values => Assert.True(Spaces.Has(space, values)));
            Assert.Equal(12, run.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_first_result_may_come_late(string word)
    {
        var run = Run(word, Spaces.Plain(Continuous), 1, 60, (_, index) => index < 47 ? null : 1 - 1e-3 * index);

        Assert.Equal(60, run.Select(Spaces.Text).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_space_without_parameters_has_one_configuration(string word) =>
        Assert.Equal([""], Run(word, Spaces.Plain(), 1, 3, (_, _) => 0).Select(Spaces.Text));

    // Journals keep proposals, but a sweep that goes on must propose what it would have proposed: on any machine.
    [Theory]
    [InlineData("random", 12939949062612723106UL)]
    [InlineData("sobol", 6128862493177778594UL)]
    [InlineData("tpe", 9771579430856953994UL)]
    [InlineData("gp", 13209365364237190698UL)]
    public void Proposals_have_the_same_bits_everywhere(string word, ulong bits)
    {
        Domain words = new Domain.Choice([SettingValue.Of("a"), SettingValue.Of("b"), SettingValue.Of("c")]);
        Domain rate = new Domain.LogUniform(1e-6, 1, Domain.Interval.Continuous);
        var run = Run(word, Spaces.Plain(Continuous, words, rate), 1, 45, (values, _) =>
            Math.Abs(values[0].Number) + values[1].ToString()[0] + 1e-3 / (values[2].Number + 1e-3));

        Assert.Equal(bits, run.Aggregate(0UL, (all, values) => all * 31 + ConfigurationHash.Of(values)));
    }

    [Fact]
    public void Auto_is_gp_for_few_trials_of_few_parameters()
    {
        string KindOf(int dimensions, long trials) =>
            SamplerCatalog.Make("auto", Spaces.Plain([.. Enumerable.Repeat(Continuous, dimensions)]), 1, trials)
                .GetType().Name;

        Assert.Equal(
            ["GpSampler", "TpeSampler", "TpeSampler"],
            new[] { KindOf(20, 250), KindOf(21, 250), KindOf(20, 251) });
    }

    [Fact]
    public void A_Gaussian_process_looks_at_a_part_of_very_many_results()
    {
        var space = Spaces.Plain(Continuous, Continuous);
        var random = SamplerCatalog.Make("random", space, 1, 620);
        var seen = Enumerable.Range(0, 620).Select(i => random.Suggest(i, History.Empty)!.Value)
            .Select(values => new Observation(values, values.Sum(v => (v.Number - 1) * (v.Number - 1)))).ToList();

        var found = SamplerCatalog.Make("gp", space, 1, 700).Suggest(620, new History([.. seen], []))!.Value;

        Assert.All(found, value => Assert.Equal(1, value.Number, 0.1));
    }

    [Fact]
    public void An_unknown_sampler_is_refused_by_the_words_that_there_are()
    {
        var problem = Assert.Throws<ArgumentException>(() => SamplerCatalog.Make("anneal", Spaces.Plain(), 1, 1));

        Assert.All(SamplerCatalog.Words, word => Assert.Contains(word, problem.Message));
        Assert.Equal(SamplerCatalog.Words.Distinct(), SamplerCatalog.Words);
        Assert.All(SamplerCatalog.All, kind => Assert.Equal(
            kind.Learns, SamplerCatalog.Make(kind.Word, Spaces.Plain(Continuous), 1, 9).Learns));
    }

    /// <summary>A sweep's configurations, three in flight at a time.</summary>
    internal static List<ImmutableArray<SettingValue>> Run(
        string word, SearchSpace space, long seed, int trials,
        Func<ImmutableArray<SettingValue>, int, double?> loss,
        Action<History>? seen = null, IReadOnlyList<ImmutableArray<SettingValue>>? given = null)
    {
        var sampler = SamplerCatalog.Make(word, space, seed, trials);
        var run = new List<ImmutableArray<SettingValue>>(given ?? []);
        while (run.Count < trials)
        {
            var looked = Math.Max(0, run.Count - Parallel + 1);
            var history = new History(
                [.. run.Take(looked).Select((values, i) => new Observation(values, loss(values, i)))],
                [.. run.Skip(looked)]);
            seen?.Invoke(history);
            if (sampler.Suggest(run.Count, history) is not { } values)
                break;
            run.Add(values);
        }

        return run;
    }

    // Ordinary losses, equal ones, none at all, some missing, huge ones, and some that are no numbers.
    private static double? Loss(int kind, ImmutableArray<SettingValue> values, int index) => kind switch
    {
        0 => values.Sum(v => v.IsWord ? v.ToString().Length : Math.Abs(v.Number)) + 0.01 * index,
        1 => 1,
        2 => null,
        3 => index % 2 == 0 ? null : -index,
        4 => index % 2 == 0 ? double.MaxValue : double.MinValue,
        _ => index % 3 == 0 ? double.NaN : index % 3 == 1 ? double.PositiveInfinity : index,
    };
}

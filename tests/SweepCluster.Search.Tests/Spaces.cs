using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace SweepCluster.Search.Tests;

/// <summary>Search spaces of all kinds, for property tests.</summary>
internal static class Spaces
{
    private const int Continuous = Domain.Interval.Continuous;

    public static Gen<Domain> AnyDomain => Gen.OneOf(Continuums, Finite);

    public static Gen<Domain> Finite => Gen.OneOf(Words, Numbers, Integers, Counted, Stepped);

    /// <summary>Up to eight parameters of any domain; some depend on others, and stand in any order.</summary>
    public static Gen<SearchSpace> Any => Of(AnyDomain);

    public static Gen<SearchSpace> AnyFinite => Of(Finite);

    /// <summary>Some parameters with words, of which others may depend on.</summary>
    public static SearchSpace Plain(params Domain[] domains) =>
        new([.. domains.Select((domain, i) => new Parameter($"p{i}", domain))]);

    public static bool Contains(Domain domain, SettingValue value) => domain switch
    {
        Domain.Choice choice => choice.Values.Contains(value),
        Domain.Interval { IsContinuous: true } ends => !value.IsWord && value.Number >= ends.Low
            && value.Number <= ends.High && (!ends.IsWhole || double.IsInteger(value.Number)),
        _ => Enumerable.Range(0, domain.Count).Any(i => domain[i] == value),
    };

    /// <summary>Whether values are a configuration: in their domains, none where they do not apply.</summary>
    public static bool Has(SearchSpace space, ImmutableArray<SettingValue> values) =>
        values.Length == space.Parameters.Length && space.Parameters.Zip(values).All(pair =>
            Applies(space, pair.First, values) ? Contains(pair.First.Domain, pair.Second) : pair.Second.IsNone);

    public static bool Applies(SearchSpace space, Parameter parameter, ImmutableArray<SettingValue> values) =>
        parameter.When is not { } when
        || when.Values.Contains(values[Place(space, when.Parameter)]);

    /// <summary>How many points the grid of a finite space has.</summary>
    public static double Points(SearchSpace space) =>
        space.Parameters.Aggregate(1.0, (product, parameter) => product * parameter.Domain.Size()!.Value);

    /// <summary>Every configuration of a finite space, the slow way.</summary>
    public static IEnumerable<string> AllOf(SearchSpace space)
    {
        var points = space.Parameters.Aggregate(
            (IEnumerable<ImmutableArray<SettingValue>>)[[]],
            (all, parameter) => all.SelectMany(values => Enumerable.Range(0, (int)parameter.Domain.Size()!.Value)
                .Select(i => values.Add(parameter.Domain.ValueAt(i)))));
        return points.Select(values => Text(Without(space, values))).Distinct();
    }

    public static string Text(ImmutableArray<SettingValue> values) => string.Join(' ', values.Select(v => $"[{v}]"));

    private static ImmutableArray<SettingValue> Without(SearchSpace space, ImmutableArray<SettingValue> values)
    {
        // A chain of conditions falls link by link.
        for (var i = 0; i < space.Parameters.Length; i++)
        {
            values = [.. space.Parameters.Select((parameter, at) =>
                Applies(space, parameter, values) ? values[at] : SettingValue.None)];
        }

        return values;
    }

    private static int Place(SearchSpace space, string name) =>
        space.Parameters.Select((parameter, i) => (parameter, i)).First(p => p.parameter.Name == name).i;

    private static Gen<SearchSpace> Of(Gen<Domain> domains) =>
        from count in Gen.Choose(1, 8)
        from all in domains.ArrayOf(count)
        from parents in Gen.Choose(0, 20).ArrayOf(count)
        from masks in Gen.Choose(1, 7).ArrayOf(count)
        from order in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        select Conditional(all, parents, masks, order);

    private static SearchSpace Conditional(Domain[] domains, int[] parents, int[] masks, int[] order)
    {
        var parameters = domains.Select((domain, i) => new Parameter($"p{i}", domain)
        {
            When = parents[i] < i && domains[parents[i]] is Domain.Choice parent
                ? new Condition($"p{parents[i]}", [.. parent.Values.Where((_, at) => (masks[i] >> (at % 3) & 1) == 1)])
                : null,
        }).ToArray();
        return new SearchSpace([.. order.Select(i => parameters[i])]);
    }

    private static Gen<Domain> Words =>
        from count in Gen.Choose(1, 5)
        select (Domain)new Domain.Choice([.. Enumerable.Range(0, count).Select(i => SettingValue.Of($"w{i}"))]);

    private static Gen<Domain> Numbers =>
        from numbers in Gen.Choose(-1000, 1000).ListOf().Where(numbers => numbers.Count > 0)
        select (Domain)new Domain.Choice([.. numbers.Distinct().Take(6).Select(n => SettingValue.Of(n / 8.0))]);

    private static Gen<Domain> Integers =>
        from low in Gen.Choose(1, 1000)
        from width in Gen.Choose(0, 12)
        from isLogarithmic in Gen.Elements(true, false)
        select isLogarithmic
            ? (Domain)new Domain.IntegerLogUniform(low, low + width, Continuous)
            : new Domain.IntegerUniform(low - 500, low - 500 + width, Continuous);

    private static Gen<Domain> Counted =>
        from low in Gen.Choose(1, 1000)
        from width in Gen.Choose(10, 1000)
        from count in Gen.Choose(1, 9)
        from kind in Gen.Choose(0, 3)
        select kind switch
        {
            0 => (Domain)new Domain.Uniform(low / 7.0, (low + width) / 7.0, count),
            1 => new Domain.LogUniform(low / 7.0, (low + width) / 7.0, count),
            2 => new Domain.IntegerUniform(low, low + width, count),
            // Far enough apart that no two are rounded to the same.
            _ => new Domain.IntegerLogUniform(low, low * 8 + width * 100, count),
        };

    private static Gen<Domain> Stepped =>
        from low in Gen.Choose(-1000, 1000)
        from count in Gen.Choose(1, 9)
        from step in Gen.Elements(0.1, 0.25, 3)
        select (Domain)new Domain.Stepped(low / 4.0, low / 4.0 + (count + 0.5) * step, step);

    private static Gen<Domain> Continuums =>
        from low in Gen.Choose(1, 1000)
        from width in Gen.Choose(1, 100_000)
        from kind in Gen.Choose(0, 3)
        select kind switch
        {
            0 => (Domain)new Domain.Uniform(low / 10.0 - 30, low / 10.0 - 30 + width / 10.0, Continuous),
            1 => new Domain.LogUniform(low * 1e-6, low * 1e-6 + width, Continuous),
            2 => new Domain.IntegerUniform(low - 500, low - 500 + width, Continuous),
            _ => new Domain.IntegerLogUniform(low, low + width, Continuous),
        };
}

using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Search.Numerics;
using SweepCluster.Search.Points;

namespace SweepCluster.Benchmarks.Searching;

/// <summary>A function to find the least value of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Space">Its parameters.</param>
/// <param name="Minimum">Its least value.</param>
/// <param name="Noise">The standard deviation of what a trial sees.</param>
/// <param name="Value">Its value, without noise.</param>
internal sealed record TestFunction(
    string Name, SearchSpace Space, double Minimum, double Noise, Func<Setting, double> Value)
{
    /// <summary>Whether all its parameters are numbers, always.</summary>
    public bool IsNumeric => Space.Parameters.All(parameter => !parameter.IsWord && parameter.When is null);

    /// <summary>How far from the least value, without noise.</summary>
    public double Regret(ImmutableArray<SettingValue> values) => Value(new Setting(Space, values)) - Minimum;

    /// <summary>What a trial sees: noise depends on the seed and the values alone.</summary>
    public double Seen(ImmutableArray<SettingValue> values, long seed)
    {
        var noise = Noise == 0
            ? 0
            : Noise * Normal.Quantile(RandomStream.For(seed, "noise", (long)ConfigurationHash.Of(values)).NextUnit());
        return Value(new Setting(Space, values)) + noise;
    }
}

/// <summary>The values of a configuration by name.</summary>
internal readonly record struct Setting(SearchSpace Space, ImmutableArray<SettingValue> Values)
{
    /// <summary>A number.</summary>
    public double this[string name] => Of(name).Number;

    /// <summary>A word.</summary>
    public string Word(string name) => Of(name).ToString();

    /// <summary>All numbers.</summary>
    public double[] Numbers() => [.. Values.Select(value => value.Number)];

    private SettingValue Of(string name)
    {
        for (var i = 0; i < Values.Length; i++)
        {
            if (Space.Parameters[i].Name == name)
                return Values[i];
        }

        throw new KeyNotFoundException(name);
    }
}

using System.Collections.Immutable;

namespace SweepCluster.Search.Samplers;

/// <summary>What a sampler may know: the configurations proposed so far, and the results that it may look at.</summary>
/// <param name="Seen">Configurations with results, in the order of trials.</param>
/// <param name="Pending">The configurations after those, whose results are not looked at.</param>
public sealed record History(
    ImmutableArray<Observation> Seen, ImmutableArray<ImmutableArray<SettingValue>> Pending)
{
    /// <summary>Nothing was proposed.</summary>
    public static History Empty { get; } = new([], []);

    /// <summary>How many configurations were proposed.</summary>
    public int Count => Seen.Length + Pending.Length;

    /// <summary>The values of a configuration, from 0.</summary>
    public ImmutableArray<SettingValue> this[int index] =>
        index < Seen.Length ? Seen[index].Values : Pending[index - Seen.Length];
}

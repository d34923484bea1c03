using System.Collections.Immutable;

namespace SweepCluster.Search.Samplers;

/// <summary>The samplers that there are.</summary>
public static class SamplerCatalog
{
    /// <summary>How many configurations at the beginning of a history may not be a sampler's own.</summary>
    public const int MostGiven = DistinctConfigurations.MostGiven;

    /// <summary>Every one, in the order in which they are told.</summary>
    public static ImmutableArray<SamplerKind> All { get; } =
    [
        new("auto", "gp for up to 250 trials of up to 20 parameters, else tpe", Learns: true, AutoSampler.Make),
        new("random", "draws every configuration by itself", Learns: false,
            (space, seed, _) => new RandomSampler(space, seed)),
        new("sobol", "fills the search space evenly", Learns: false,
            (space, seed, _) => new SobolSampler(space, seed)),
        new("tpe", "draws where good configurations lie more densely than bad ones", Learns: true,
            (space, seed, _) => new TpeSampler(space, seed)),
        new("gp", "models losses as a Gaussian process, and goes where it expects improvement", Learns: true,
            (space, seed, _) => new GpSampler(space, seed)),
    ];

    /// <summary>Their words.</summary>
    public static ImmutableArray<string> Words { get; } = [.. All.Select(kind => kind.Word)];

    /// <summary>Whether a sampler looks at results.</summary>
    /// <exception cref="ArgumentException">There is no such sampler.</exception>
    public static bool Learns(string word) => Of(word).Learns;

    /// <summary>A sampler.</summary>
    /// <param name="word">Its word.</param>
    /// <param name="space">The search space.</param>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="trials">How many configurations the sweep tries.</param>
    /// <exception cref="ArgumentException">There is no such sampler, or parameters depend on none.</exception>
    public static ISampler Make(string word, SearchSpace space, long seed, long trials) =>
        Of(word).Make(space, seed, trials);

    private static SamplerKind Of(string word) => All.FirstOrDefault(kind => kind.Word == word)
        ?? throw new ArgumentException($"There is no sampler {word}: write {string.Join(", ", Words)}.", nameof(word));
}

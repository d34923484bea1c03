using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Schedulers;

namespace SweepCluster.Sweeps.Spec;

/// <summary>How configurations are chosen from the search space.</summary>
/// <param name="Sampler">The sampler's word.</param>
/// <param name="Trials">
/// How many configurations; 0 for a grid, which has them all, unless some of its axes do not always apply.
/// </param>
/// <param name="Parallel">
/// A proposal rests on the results of all configurations but this many before it, so that it is the same however many
/// slots there are.
/// </param>
/// <param name="Points">Configurations that are tried first, a value per parameter.</param>
public sealed record SearchRules(
    string Sampler, long Trials, int Parallel, ImmutableArray<ImmutableArray<SettingValue>> Points)
{
    /// <summary>The word of the sampler that takes every point of the search space.</summary>
    public const string GridWord = "grid";

    /// <summary>The word of the sampler that draws each configuration by itself.</summary>
    public const string RandomWord = "random";

    /// <summary>Which trials are stopped early; null if none is.</summary>
    public SchedulerRules? Scheduler { get; init; }

    /// <summary>Every point of the search space.</summary>
    public static SearchRules Grid { get; } = new(GridWord, 0, 1, []);

    /// <summary>Whether every point of the search space is a configuration, and nothing has to be proposed.</summary>
    public bool IsGrid => Sampler == GridWord && Trials == 0;

    /// <summary>Whether the sampler looks at results.</summary>
    public bool Learns => Sampler != GridWord && SamplerCatalog.Learns(Sampler);

    /// <summary>
    /// Whether trials are trained in the order of their ids: which of them are proposed together depends on results.
    /// </summary>
    public bool IsInOrder => Learns || MakeScheduler() is { ComparesCourses: true };

    /// <summary>Whether the configurations of all trials follow from the sweep alone.</summary>
    public bool IsForeseen => !Learns && Scheduler is null;

    /// <summary>Makes the sampler.</summary>
    /// <param name="space">The search space.</param>
    /// <param name="seed">The sweep's seed.</param>
    public ISampler MakeSampler(SearchSpace space, long seed) => Sampler == GridWord
        ? new GridSampler(space)
        : SamplerCatalog.Make(Sampler, space, seed, Trials);

    /// <summary>Makes the scheduler; null if there is none.</summary>
    public IScheduler? MakeScheduler() => Scheduler?.Make(Trials);

    /// <inheritdoc/>
    public bool Equals(SearchRules? other) => other is not null
        && (Sampler, Trials, Parallel, Scheduler) == (other.Sampler, other.Trials, other.Parallel, other.Scheduler)
        && Points.Length == other.Points.Length
        && Points.Zip(other.Points).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sampler, Trials, Parallel, Points.Length);
}

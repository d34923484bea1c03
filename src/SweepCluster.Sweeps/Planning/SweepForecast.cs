using System.Collections.Immutable;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Sweeps.Planning;

/// <summary>What a sweep would take, and how it is expected to end.</summary>
public sealed record SweepForecast
{
    /// <summary>Its trials.</summary>
    public required double Trials { get; init; }

    /// <summary>Its fusion groups.</summary>
    public required double Groups { get; init; }

    /// <summary>The packs that the slots would pull.</summary>
    public required double Packs { get; init; }

    /// <summary>Whether its trials are evaluated one by one, so that groups and packs say nothing.</summary>
    public bool IsTrialByTrial { get; init; }

    /// <summary>The slots.</summary>
    public required int Slots { get; init; }

    /// <summary>Which data were read, in words; null if it reads none.</summary>
    public string? Data { get; init; }

    /// <summary>The updates of all its trials; null if that is not known.</summary>
    public double? Updates { get; init; }

    /// <summary>The memory of a process with all the slots; null if that is not known.</summary>
    public double? Bytes { get; init; }

    /// <summary>Its journal and its files; null if that is not known.</summary>
    public double? DiskBytes { get; init; }

    /// <summary>From start to last file, with as many slots of this machine; null if that is not known.</summary>
    public double? Seconds { get; init; }

    /// <summary>What the kind of objective has to add: names and values.</summary>
    public ImmutableArray<(string Name, string Value)> More { get; init; } = [];

    /// <summary>How its trials are expected to end, line by line; what belongs to the line above is indented.</summary>
    public ImmutableArray<string> Ends { get; init; } = [];

    /// <summary>All that is known before any trial is evaluated; may measure this machine for a second.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="slots">How many packs are evaluated at the same time.</param>
    /// <param name="clock">Measures how fast this machine is.</param>
    public static SweepForecast Of(LoadedSweep sweep, int slots, TimeProvider clock) =>
        WithSearch(
            sweep.Spec.Kind is IForecasts forecasts ? forecasts.Forecast(sweep, slots, clock) : OfPlan(sweep, slots),
            sweep.Spec);

    private static SweepForecast WithSearch(SweepForecast forecast, SweepSpec spec) =>
        forecast with { More = [.. ScheduleForecast.Words(spec), .. forecast.More] };

    /// <summary>The forecast that its plan alone gives.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="slots">How many packs are evaluated at the same time.</param>
    public static SweepForecast OfPlan(LoadedSweep sweep, int slots)
    {
        var trials = ExpectedTrials.Of(sweep.Spec);
        return new SweepForecast
        {
            Trials = sweep.Spec.Planned,
            Groups = trials.GroupCount,
            Packs = trials.Packs(slots),
            Slots = slots,
            Data = sweep.Spec.Kind.DataRead(sweep.Spec, sweep.Data),
        };
    }
}

using System.Collections.Immutable;
using SweepCluster.Search.Schedulers;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Scheduling;

/// <summary>A rung, and the configurations of which some repeats have arrived there.</summary>
/// <param name="Rung">The rung.</param>
/// <param name="Healthy">Number of trials that arrived and could go on.</param>
internal sealed record RungStanding(Rung Rung, long Healthy)
{
    private ImmutableDictionary<long, ImmutableArray<Told>> _repeats =
        ImmutableDictionary<long, ImmutableArray<Told>>.Empty;

    /// <summary>Nobody has arrived.</summary>
    public static RungStanding Empty { get; } = new(Rung.Empty, 0);

    /// <summary>With a trial.</summary>
    public RungStanding Arrived(Trial trial, double? cost, int repeats)
    {
        var index = trial.Configuration.Index;
        var told = _repeats.GetValueOrDefault(index, [.. new Told[repeats]])
            .SetItem(trial.Repeat, new Told(HasArrived: true, cost));
        var standing = this with { Healthy = Healthy + (cost is null ? 0 : 1) };
        if (!told.All(each => each.HasArrived))
            return standing with { _repeats = _repeats.SetItem(index, told) };
        double? loss = told.All(each => each.Cost is not null) ? told.Average(each => each.Cost!.Value) : null;
        return standing with
        {
            Rung = Rung with { Arrived = Rung.Arrived.Add(new Arrival(index, loss)) },
            _repeats = repeats == 1 ? _repeats : _repeats.SetItem(index, told),
        };
    }

    /// <summary>Without a trial that failed.</summary>
    public RungStanding Without(Trial trial)
    {
        var index = trial.Configuration.Index;
        var others = Rung.Arrived.Except(Rung.Arrived.Where(arrival => arrival.Index == index));
        return this with
        {
            Rung = Rung with { Arrived = others },
            _repeats = _repeats.TryGetValue(index, out var told)
                ? _repeats.SetItem(index, told.SetItem(trial.Repeat, default))
                : _repeats,
        };
    }

    /// <summary>With a configuration that goes on.</summary>
    public RungStanding GoneOn(long index) => this with { Rung = Rung with { GoneOn = Rung.GoneOn.Add(index) } };

    /// <inheritdoc/>
    public bool Equals(RungStanding? other) => other is not null
        && (Healthy, Rung.IsWhole) == (other.Healthy, other.Rung.IsWhole)
        && Rung.Arrived.SetEquals(other.Rung.Arrived)
        && Rung.GoneOn.SetEquals(other.Rung.GoneOn)
        && _repeats.Count == other._repeats.Count
        && _repeats.All(each => other._repeats.TryGetValue(each.Key, out var same) && each.Value.SequenceEqual(same));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Healthy, Rung.Arrived.Count);

    private readonly record struct Told(bool HasArrived, double? Cost);
}

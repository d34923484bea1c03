using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;

namespace SweepCluster.Sweeps.Planning;

/// <summary>How long this machine takes for one update of one trial, measured on a part of the data.</summary>
/// <param name="spec">The sweep.</param>
/// <param name="data">Its data.</param>
/// <param name="clock">Measures.</param>
public sealed class Calibration(SweepSpec spec, DataSet data, TimeProvider clock)
{
    private const int MostRows = 20_000;
    private const int MostTrials = 64;
    private const int MostKinds = 12;

    private readonly DataSet _part = data with
    {
        Features = data.Features[..(Math.Min(data.Rows, MostRows) * data.FeatureCount)],
        Targets = data.Targets[..(Math.Min(data.Rows, MostRows) * data.TargetCount)],
    };

    /// <summary>Seconds of one core for kinds of groups, all their trials together; kinds past the first few take the mean.</summary>
    public double Seconds(IEnumerable<GroupKind> kinds, Func<GroupKind, double> updates)
    {
        var measured = new List<double>();
        return kinds.Sum(kind =>
        {
            if (measured.Count < MostKinds)
                measured.Add(PerUpdate(kind));
            return updates(kind) * (measured.Count < MostKinds ? measured[^1] : measured.Average());
        });
    }

    private double PerUpdate(GroupKind kind)
    {
        var once = OneEpoch(kind);
        var range = new TrialRange(0, Math.Min(MostTrials, PackSize.Next(kind.Trials, 1, PackSize.Smallest(spec))));
        range = range with { Count = Math.Min(range.Count, new TrialOrder(once).GroupSize) };
        var trainer = new SweepTrainer(once, _part);
        trainer.Train(range, CancellationToken.None);
        var start = clock.GetTimestamp();
        trainer.Train(range, CancellationToken.None);
        var updates = trainer.Updates(new TrialOrder(once)[range.Start]) * (double)range.Count;
        return clock.GetElapsedTime(start).TotalSeconds / updates;
    }

    // The same sweep with this group's settings fixed, one epoch and one repeat.
    private SweepSpec OneEpoch(GroupKind kind)
    {
        var trial = new TrialOrder(spec)[kind.FirstPlace];
        var shared = spec.SearchSpace.Axes
            .Select((axis, i) => (axis.Key, Value: trial.Configuration.Values[i]))
            .Where(setting => !TrialOrder.LaneKeys.Contains(setting.Key));
        var training = shared.Aggregate(spec.Training, (all, setting) => all.SetItem(setting.Key, setting.Value));
        return spec with
        {
            Repeats = 1,
            Training = training.SetItem(SettingKey.Epochs, SettingValue.Of(1)),
            SearchSpace = new([.. spec.SearchSpace.Axes.Where(axis => TrialOrder.LaneKeys.Contains(axis.Key))]),
        };
    }
}

using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>How long a sweep would take.</summary>
internal static class TimeForecast
{
    private const int MostMeasured = 12;

    // As measured on a machine of 2024: what no slot can help with.
    private const double StartAndEnd = 1.6;
    private const double RecordingATrial = 30e-6;
    private const double ReadingANumber = 0.4e-6;

    /// <summary>Seconds of one core that training takes; measures for up to a second.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="kinds">Its kinds of groups; all but a few, spread over them, are taken to cost as these do on average.</param>
    /// <param name="packsATrial">Packs divided by trials.</param>
    /// <param name="slots">How many packs train at the same time.</param>
    /// <param name="clock">Measures.</param>
    public static double Seconds(
        LoadedSweep sweep, IReadOnlyList<GroupKind> kinds, double packsATrial, int slots, TimeProvider clock)
    {
        var groupSize = new TrialOrder(sweep.Spec).GroupSize;
        var measured = EvenSample.Of(kinds.Count, MostMeasured, sweep.Spec.Seed).Select(i => kinds[(int)i]).ToList();
        var costs = measured.Zip(Calibration.Of(sweep, measured, slots, clock)).ToDictionary();
        return kinds.Select(kind => (Cost: costs.GetValueOrDefault(kind), Load: Load(sweep, kind, groupSize, packsATrial)))
            .Sum(kind => kind.Cost?.Seconds(kind.Load) ?? costs.Values.Average(cost => cost.Seconds(kind.Load)));
    }

    /// <summary>Seconds for reading the data, for finding their optimum and for what verdicts need; measures it.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="kinds">Its kinds of groups.</param>
    /// <param name="optimum">How long it took to find the optimum.</param>
    /// <param name="slots">How many packs train at the same time.</param>
    /// <param name="clock">Measures.</param>
    public static double Preparing(
        LoadedSweep sweep, IReadOnlyList<GroupKind> kinds, TimeSpan optimum, int slots, TimeProvider clock)
    {
        var order = new TrialOrder(sweep.Spec);
        var start = clock.GetTimestamp();
        foreach (var kind in kinds)
            sweep.Trainer().Forecast(order[kind.FirstPlace]);
        // Each repeat starts from weights of its own, and so goes another way to the optimum.
        var ways = clock.GetElapsedTime(start).TotalSeconds * sweep.Spec.Repeats;
        var numbers = sweep.Data!.Features.Length + sweep.Data!.Targets.Length;
        return optimum.TotalSeconds + ways / Math.Clamp(sweep.Spec.Repeats, 1, slots)
            + (sweep.Spec.Linear().Table.Source is DataSource.Synthetic ? 0 : ReadingANumber * numbers);
    }

    /// <summary>Seconds for starting, for recording trials and for writing files.</summary>
    public static double AroundTraining(double trials) => StartAndEnd + RecordingATrial * trials;

    private static TrainingLoad Load(LoadedSweep sweep, GroupKind kind, long groupSize, double packsATrial)
    {
        var rows = sweep.Trainer().Problem.Training;
        var epochs = (double)kind.Settings.Epochs;
        var packs = Math.Max(kind.Trials * packsATrial, kind.Trials / (double)groupSize);
        var number = kind.Settings.Precision == Precision.Float64 ? sizeof(double) : sizeof(float);
        var areKept = epochs * number * (rows.Features.Length + rows.Targets.Length) <= EpochStore.DefaultBytes;
        var groups = kind.Trials / (double)groupSize;
        return new(rows.Rows, (areKept ? groups : packs) * epochs, packs * epochs, kind.Trials * epochs, kind.Trials);
    }
}

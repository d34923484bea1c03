using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>How long a sweep would take.</summary>
internal static class TimeForecast
{
    private const int MostMeasured = 12;

    // What no slot can help with, in seconds; the benchmark planning/run.sh compares the forecast with what runs take.
    private const double StartAndEnd = 1.6;
    private const double RecordingPerTrial = 30e-6;
    private const double ReadingPerNumber = 0.4e-6;

    /// <summary>Seconds of one core that training takes; measures for up to a second.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="kinds">Its kinds of groups; a few of them are measured, the others get their mean cost.</param>
    /// <param name="packsPerTrial">Packs divided by trials.</param>
    /// <param name="slots">How many packs train at the same time.</param>
    /// <param name="clock">Measures.</param>
    public static double Seconds(
        LoadedSweep sweep, IReadOnlyList<GroupKind> kinds, double packsPerTrial, int slots, TimeProvider clock)
    {
        var measured = EvenSample.Of(kinds.Count, MostMeasured, sweep.Spec.Seed).Select(i => kinds[(int)i]).ToList();
        var costs = measured.Zip(Calibration.Of(sweep, measured, slots, clock)).ToDictionary();
        return kinds
            .Select(kind => (Cost: costs.GetValueOrDefault(kind), Load: Load(sweep, kind, packsPerTrial)))
            .Sum(kind => kind.Cost?.Seconds(kind.Load) ?? costs.Values.Average(cost => cost.Seconds(kind.Load)));
    }

    /// <summary>Seconds for reading the data, finding their optimum and preparing verdicts; it measures them.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="kinds">Its kinds of groups.</param>
    /// <param name="optimum">How long it took to find the optimum.</param>
    /// <param name="slots">How many packs train at the same time.</param>
    /// <param name="clock">Measures.</param>
    public static double Preparing(
        LoadedSweep sweep, IReadOnlyList<GroupKind> kinds, TimeSpan optimum, int slots, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        foreach (var kind in kinds)
            sweep.Trainer().Forecast(kind.First);
        // Each repeat starts from its own weights, and so goes its own way to the optimum.
        var ways = clock.GetElapsedTime(start).TotalSeconds * sweep.Spec.Repeats;
        var numbers = sweep.Data!.Features.Length + sweep.Data!.Targets.Length;
        return optimum.TotalSeconds + ways / Math.Clamp(sweep.Spec.Repeats, 1, slots)
            + (sweep.Spec.Linear().Table.Source.File is null ? 0 : ReadingPerNumber * numbers);
    }

    /// <summary>Seconds for starting, for recording trials and for writing files.</summary>
    public static double AroundTraining(double trials) => StartAndEnd + RecordingPerTrial * trials;

    private static TrainingLoad Load(LoadedSweep sweep, GroupKind kind, double packsPerTrial)
    {
        var rows = sweep.Trainer().Problem.Training;
        var epochs = (double)kind.Settings.Epochs;
        var packs = Math.Max(kind.Trials * packsPerTrial, kind.Trials / (double)kind.GroupSize);
        var number = kind.Settings.Precision == Precision.Float64 ? sizeof(double) : sizeof(float);
        var areKept = epochs * number * (rows.Features.Length + rows.Targets.Length) <= EpochStore.DefaultBytes;
        var groups = kind.Trials / (double)kind.GroupSize;
        return new(rows.Rows, (areKept ? groups : packs) * epochs, packs * epochs, kind.Trials * epochs, kind.Trials);
    }
}

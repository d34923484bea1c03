using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Model;

namespace SweepCluster.Sweeps.Planning;

/// <summary>How long a sweep would take.</summary>
internal static class TimeForecast
{
    private const int MostMeasured = 12;

    // As measured on a machine of 2024: what no slot can help with.
    private const double StartAndEnd = 1.6;
    private const double RecordingATrial = 30e-6;

    /// <summary>Seconds of one core that training takes; measures for up to a second.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="kinds">Its kinds of groups; those past the first few are taken to cost as these do on average.</param>
    /// <param name="packsATrial">Packs divided by trials.</param>
    /// <param name="slots">How many packs train at the same time.</param>
    /// <param name="clock">Measures.</param>
    public static double Seconds(
        LoadedSweep sweep, IReadOnlyList<GroupKind> kinds, double packsATrial, int slots, TimeProvider clock)
    {
        var groupSize = new TrialOrder(sweep.Spec).GroupSize;
        var costs = Calibration.Of(sweep, [.. kinds.Take(MostMeasured)], slots, clock);
        var loads = kinds.Select(kind => Load(sweep, kind, groupSize, packsATrial)).ToList();
        return loads.Select((load, i) => i < costs.Count
            ? costs[i].Seconds(load)
            : costs.Average(cost => cost.Seconds(load))).Sum();
    }

    /// <summary>Seconds for starting, for recording trials and for writing files.</summary>
    public static double AroundTraining(double trials) => StartAndEnd + RecordingATrial * trials;

    private static TrainingLoad Load(LoadedSweep sweep, GroupKind kind, long groupSize, double packsATrial)
    {
        var rows = sweep.Trainer.Value.Problem.Training;
        var epochs = (double)kind.Settings.Epochs;
        var packs = Math.Max(kind.Trials * packsATrial, kind.Trials / (double)groupSize);
        var number = kind.Settings.Precision == Precision.Float64 ? sizeof(double) : sizeof(float);
        var areKept = epochs * number * (rows.Features.Length + rows.Targets.Length) <= EpochStore.DefaultBytes;
        var groups = kind.Trials / (double)groupSize;
        return new(rows.Rows, (areKept ? groups : packs) * epochs, packs * epochs, kind.Trials * epochs, kind.Trials);
    }
}

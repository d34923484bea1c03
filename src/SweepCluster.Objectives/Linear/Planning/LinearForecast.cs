using System.Globalization;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Kernel.Epochs;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>What a sweep would take, and how it is expected to end.</summary>
/// <param name="Sweep">The forecast.</param>
/// <param name="Preparing">Of its seconds, those until the data are ready for training.</param>
internal sealed record LinearForecast(SweepForecast Sweep, double Preparing)
{
    private const int MostKinds = 10_000;

    /// <summary>Measures for up to a second, and looks at the trials.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="slots">How many packs train at the same time.</param>
    /// <param name="clock">Measures how fast this machine is.</param>
    public static LinearForecast Of(LoadedSweep sweep, int slots, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        var (spec, trainer) = (sweep.Spec, sweep.Trainer());
        var order = new TrialOrder(spec);
        var kinds = GroupKind.Of(spec, EvenSample.Of(GroupKind.CountOf(spec), MostKinds, spec.Seed)).ToList();
        var preparing = TimeForecast.Preparing(sweep, kinds, clock.GetElapsedTime(start), slots, clock);
        var share = order.Planned / (double)kinds.Sum(kind => kind.Trials);
        var packs = PackSize.Count(SweepPlan.For(spec, ""), slots);
        var training = TimeForecast.Seconds(sweep, kinds, packs / order.Planned, slots, clock) * share / slots;
        var forecast = new SweepForecast
        {
            Trials = order.Planned,
            Groups = order.Planned / order.GroupSize,
            Packs = packs,
            Slots = slots,
            Data = DataWords.Of(spec.Linear(), sweep.Data!),
            Updates = kinds.Sum(kind => trainer.Updates(order[kind.FirstPlace]) * (double)kind.Trials) * share,
            Bytes = Memory(trainer, order, slots),
            DiskBytes = DiskSpace.Of(
                trainer.Problem, order.Planned, kinds.Average(kind => (double)kind.Settings.Epochs)),
            Seconds = training + TimeForecast.AroundTraining(order.Planned) + preparing,
            More = [("optimum rmse", trainer.Problem.OptimumRmse.ToString("G6", CultureInfo.InvariantCulture))],
            Ends = [.. ProspectWords.Of(Prospects.Of(spec, trainer), spec)],
        };
        return new LinearForecast(forecast, preparing);
    }

    // The process itself, the data twice (as read and as trained on), a shuffled copy per slot, the epochs that trials
    // share, and the results.
    private static double Memory(LinearObjective trainer, TrialOrder order, int slots)
    {
        var rows = trainer.Problem.Training;
        var data = 8.0 * (rows.Features.Length + rows.Targets.Length);
        var epochs = Math.Min(EpochStore.DefaultBytes, data * order.Planned);
        return 90e6 + data * (2 + slots) + epochs + order.Planned * (300.0 + 8 * trainer.Problem.ParameterCount);
    }
}

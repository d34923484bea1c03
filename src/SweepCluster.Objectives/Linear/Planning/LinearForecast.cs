using System.Globalization;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Objectives.Tables;
using SweepCluster.Sweeps.Planning;
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
        var trials = ExpectedTrials.Of(spec);
        var kinds = GroupKind.Of(spec, trials, MostKinds);
        var preparing = TimeForecast.Preparing(sweep, kinds, clock.GetElapsedTime(start), slots, clock);
        var share = spec.Planned / (double)kinds.Sum(kind => kind.Trials) * ScheduleForecast.Share(spec);
        var packs = trials.Packs(slots);
        var training = TimeForecast.Seconds(sweep, kinds, packs / spec.Planned, slots, clock) * share / slots;
        var forecast = new SweepForecast
        {
            Trials = spec.Planned,
            Groups = trials.GroupCount,
            Packs = packs,
            Slots = slots,
            Data = DataWords.Of(spec.Linear().Table, sweep.Data!),
            Updates = kinds.Sum(kind => trainer.Updates(kind.First) * (double)kind.Trials) * share,
            Bytes = Memory(trainer, spec.Planned, slots),
            DiskBytes = DiskSpace.Of(
                trainer.Problem, spec.Planned, kinds.Average(kind => (double)kind.Settings.Epochs)),
            Seconds = training + TimeForecast.AroundTraining(spec.Planned) + preparing,
            More = [("optimum rmse", trainer.Problem.OptimumRmse.ToString("G6", CultureInfo.InvariantCulture))],
            Ends = [.. ProspectWords.Of(Prospects.Of(spec, trainer), spec)],
        };
        return new LinearForecast(forecast, preparing);
    }

    // The process itself, the data twice (as read and as trained on), a shuffled copy per slot, the epochs that trials
    // share, and the results.
    private static double Memory(LinearObjective trainer, double trials, int slots)
    {
        var rows = trainer.Problem.Training;
        var data = 8.0 * (rows.Features.Length + rows.Targets.Length);
        var epochs = Math.Min(EpochStore.DefaultBytes, data * trials);
        return 90e6 + data * (2 + slots) + epochs + trials * (300.0 + 8 * trainer.Problem.ParameterCount);
    }
}

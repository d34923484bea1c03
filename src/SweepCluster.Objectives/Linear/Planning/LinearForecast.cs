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
/// <param name="Trials">Its trials.</param>
/// <param name="Groups">Its fusion groups.</param>
/// <param name="Packs">The packs that the slots would pull.</param>
/// <param name="Updates">The updates of all its trials.</param>
/// <param name="Bytes">The memory of a process with all the slots.</param>
/// <param name="DiskBytes">Its journal and its files.</param>
/// <param name="Seconds">From start to last file, with as many slots of this machine.</param>
/// <param name="Preparing">Of these, the seconds until the data are ready for training.</param>
/// <param name="Slots">The slots.</param>
/// <param name="OptimumRmse">The least-squares optimum.</param>
/// <param name="Prospects">How its trials are expected to end.</param>
internal sealed record LinearForecast(
    double Trials, double Groups, double Packs, double Updates, double Bytes, double DiskBytes, double Seconds,
    double Preparing, int Slots, double OptimumRmse, Prospects Prospects)
{
    private const int MostKinds = 10_000;

    /// <summary>Which data were read, in words.</summary>
    public required string Data { get; init; }

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
        return new(
            order.Planned,
            order.Planned / order.GroupSize,
            packs,
            kinds.Sum(kind => trainer.Updates(order[kind.FirstPlace]) * (double)kind.Trials) * share,
            Memory(trainer, order, slots),
            DiskSpace.Of(trainer.Problem, order.Planned, kinds.Average(kind => (double)kind.Settings.Epochs)),
            TimeForecast.Seconds(sweep, kinds, packs / order.Planned, slots, clock) * share / slots
                + TimeForecast.AroundTraining(order.Planned) + preparing,
            preparing,
            slots,
            trainer.Problem.OptimumRmse,
            Prospects.Of(spec, trainer))
        {
            Data = DataWords.Of(spec.Linear(), sweep.Data!),
        };
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

    /// <summary>The forecast in the form common to all kinds of objective.</summary>
    public SweepForecast ToForecast(SweepSpec spec) => new()
    {
        Trials = Trials,
        Groups = Groups,
        Packs = Packs,
        Slots = Slots,
        Data = Data,
        Updates = Updates,
        Bytes = Bytes,
        DiskBytes = DiskBytes,
        Seconds = Seconds,
        More = [("optimum rmse", OptimumRmse.ToString("G6", CultureInfo.InvariantCulture))],
        Ends = [.. ProspectWords.Of(Prospects, spec)],
    };
}

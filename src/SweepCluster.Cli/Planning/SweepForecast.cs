using System.Globalization;
using SweepCluster.Cli.Running;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cli.Planning;

/// <summary>What a sweep would take, and what of it is in vain.</summary>
internal static class SweepForecast
{
    private const int MostKinds = 10_000;
    private const int MostNamed = 10;

    /// <summary>Prints the forecast.</summary>
    public static void Print(string file, IReadOnlyList<string> sets, int workers)
    {
        var sweep = LoadedSweep.Read(file, sets);
        PrintSize(sweep.Spec, sweep.Data, sweep.Trainer.Value, workers);
        PrintObstacles(sweep.Spec, Prospects.Of(sweep.Spec, sweep.Trainer.Value));
    }

    private static void PrintSize(SweepSpec spec, DataSet data, SweepTrainer trainer, int workers)
    {
        var order = new TrialOrder(spec);
        var kinds = GroupKind.Of(spec).Take(MostKinds).ToList();
        var share = order.Planned / (double)kinds.Sum(kind => kind.Trials);
        double Updates(GroupKind kind) => trainer.Updates(order[kind.FirstPlace]) * (double)kind.Trials;
        var seconds = new Calibration(spec, data).Seconds(kinds, Updates) * share / workers;

        Line("trials", Count(order.Planned));
        Line("fusion groups", Count(order.Planned / order.GroupSize));
        Line("packs", Count(Packs(order, spec, workers)));
        Line("updates", Count(kinds.Sum(Updates) * share));
        Line("memory", $"about {Memory(trainer, order, workers) / 1e6:0} MB");
        Line("time", $"about {Time(seconds)} with {workers} slots of this machine, and a second or two to start");
        Line("optimum rmse", trainer.Problem.OptimumRmse.ToString("G6", CultureInfo.InvariantCulture));
    }

    // Guided self-scheduling, played through; past a million packs the largest size stands for all.
    private static double Packs(TrialOrder order, SweepSpec spec, int workers)
    {
        var smallest = PackSize.Smallest(spec);
        double packs = 0;
        for (var place = 0L; place < order.Planned; packs++)
        {
            if (packs > 1e6)
                return order.Planned / (double)PackSize.Next(order.Planned, workers, smallest);
            var size = PackSize.Next(order.Planned - place, workers, smallest);
            place = Math.Min(place + size, TrialOrder.GroupEnd(place, order.GroupSize));
        }

        return packs;
    }

    // The process itself, the data twice (as read and as trained on), a shuffled copy a slot, the epochs that trials share
    // and the results.
    private static double Memory(SweepTrainer trainer, TrialOrder order, int workers)
    {
        var rows = trainer.Problem.Training;
        var data = 8.0 * (rows.Features.Length + rows.Targets.Length);
        var epochs = Math.Min(EpochStore.DefaultBytes, data * order.Planned);
        return 90e6 + data * (2 + workers) + epochs + order.Planned * (300.0 + 8 * trainer.Problem.ParameterCount);
    }

    private static void PrintObstacles(SweepSpec spec, Prospects prospects)
    {
        var inVain = prospects.InVain;
        Console.WriteLine();
        if (prospects.Verdicts.Count > 0)
            Console.WriteLine($"Expected of {prospects.LookedAt}: {string.Join(
                ", ", prospects.Verdicts.OrderBy(verdict => verdict.Key)
                    .Select(verdict => $"{verdict.Value} {verdict.Key.ToString().ToUpperInvariant()}"))}");
        Console.WriteLine(inVain.Count == 0
            ? prospects.NothingInTheWay
            : $"{inVain.Count} of {prospects.LookedAt} cannot converge:");
        foreach (var (trial, forecast) in inVain.Take(MostNamed))
            Console.WriteLine($"  trial {trial.Id} ({Settings(spec, trial)}): {Obstacles.Why(forecast)}");
        if (inVain.Count > MostNamed)
            Console.WriteLine($"  and {inVain.Count - MostNamed} more");
    }

    private static string Settings(SweepSpec spec, Trial trial) => string.Join(
        ", ", spec.SearchSpace.Axes.Select((axis, i) => $"{axis.Key.Kebab()} {trial.Configuration.Values[i]}"));

    private static void Line(string name, string value) => Console.WriteLine($"{name,-14} {value}");

    private static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Time(double seconds) => seconds switch
    {
        < 1 => "less than a second",
        < 120 => $"{seconds:0} seconds",
        < 7200 => $"{seconds / 60:0} minutes",
        < 172_800 => $"{seconds / 3600:0.#} hours",
        _ => $"{seconds / 86_400:0.#} days",
    };
}

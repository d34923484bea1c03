using System.Globalization;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Explaining;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;

namespace SweepCluster.Benchmarks;

/// <summary>
/// How often <c>sweep explain</c> is right on real data: follows its advice on trials that did not converge, as a user
/// would, and tries many single changes to see whether any mends a trial.
/// </summary>
internal static class ExplainingMeasure
{
    private static readonly string[] Optimizers = [
        "sgd", "adam", "momentum", "rmsprop", "adagrad", "nesterov", "adamax", "amsgrad", "nadam", "adadelta"];
    private static readonly string[] Rates = ["1e-5", "1e-4", "0.001", "0.003", "0.01", "0.1", "1"];
    private static readonly string[] Decays = ["0", "0", "0.001", "0.01", "0.1"];
    private static readonly int[] Epochs = [3, 10, 40, 200];
    private static readonly int[] Batches = [8, 32];
    private static readonly string[] Losses = ["mse", "mse", "rmse", "mae"];

    /// <summary>Prints a line per trial that did not converge, then the counts.</summary>
    /// <param name="folder">CSV files, the target in the last column, as explaining/export.py writes them.</param>
    /// <param name="trialsPerSet">Trials of each data set.</param>
    /// <param name="writer">Takes the lines.</param>
    /// <param name="measures">Whether variants are trained; else advice rests on forecasts.</param>
    public static void Run(string folder, int trialsPerSet, bool measures, TextWriter writer)
    {
        var counts = new ExplainingCounts();
        foreach (var (path, set) in Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).Select(
            (path, set) => (path, set)))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            for (var number = 0; number < trialsPerSet; number++)
            {
                var sweep = Load(Text(path, set * trialsPerSet + number), folder, []);
                counts.Trials++;
                var before = Environment.CpuUsage.TotalTime;
                var explained = Explain(sweep, measures);
                var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
                if (explained.Outcome.Verdict == Verdict.Converged)
                    continue;
                var judged = Judge(name, sweep, explained, path, set * trialsPerSet + number, seconds, counts);
                writer.WriteLine(Line(name, number, judged));
            }
        }

        counts.Print(writer);
    }

    private static ExplainedTrial Explain(LoadedSweep sweep, bool measures)
    {
        var trial = TrialOrder.Of(sweep.Spec).OfId(0);
        var outcome = (LinearOutcome)sweep.Trainer().Evaluate([trial], CancellationToken.None).Trials[0];
        var explained = ExplainedTrial.Of(sweep, trial, outcome, CancellationToken.None);
        return measures || explained.Outcome.Verdict == Verdict.Converged ? explained : explained with
        {
            Remedies = new RemedySearch(sweep, explained.Trial, explained.Outcome.Verdict, affordable: 0,
                CancellationToken.None).Run(),
        };
    }

    private static string Line(string name, int number, string judged) => $"{name,-20} {number,3} {judged}";

    private static string Judge(
        string name, LoadedSweep sweep, ExplainedTrial explained, string path, int seed, double seconds,
        ExplainingCounts counts)
    {
        var settings = sweep.Trainer().Settings(explained.Trial);
        var rights = explained.Remedies.All.Select(mend => (mend, Right: Follow(
            Text(path, seed), Path.GetDirectoryName(path)!, mend))).ToList();
        var cure = rights.Any(pair => pair.Right && !pair.mend.Words.Contains(" and ", StringComparison.Ordinal))
            ? "advised"
            : BruteForce.Mending(sweep, explained, settings);
        var epochs = explained.Remedies.NoEpochsHelp ? BruteForce.Epochs(sweep, settings) : null;
        counts.Add(name, explained, rights, cure, epochs, seconds);
        var said = string.Join(
            "; ", rights.Select(pair => $"{pair.mend.Basis}{(pair.Right ? "+" : "-")} {pair.mend.Words}"));
        return $"{explained.Outcome.Verdict,-11} {settings.Optimizer} {settings.Loss} lr {settings.LearningRate} "
            + $"decay {settings.Decay} epochs {settings.Epochs} batch {settings.BatchSize} "
            + $"std {sweep.Spec.Linear().Table.Standardize}: [{said}] cure: {cure ?? "none"}"
            + (explained.Remedies.NoEpochsHelp
                ? $" NO EPOCHS HELP {(epochs is null ? "right" : $"WRONG {epochs}")}"
                : "")
            + $" {seconds:F2} s";
    }

    private static bool Follow(string text, string folder, Remedy mend)
    {
        string[] sets = [.. mend.Words.Split(" and ").Select(change =>
            (change.StartsWith("standardize", StringComparison.Ordinal) ? "dataset." : "training.")
                + change.Replace(" ", "", StringComparison.Ordinal))];
        return ExplainedTrialVerdict(Load(text, folder, sets)) == Verdict.Converged;
    }

    private static Verdict ExplainedTrialVerdict(LoadedSweep sweep) =>
        ((LinearOutcome)sweep.Trainer()
            .Evaluate([TrialOrder.Of(sweep.Spec)[0]], CancellationToken.None).Trials[0]).Verdict;

    private static LoadedSweep Load(string text, string folder, string[] sets)
    {
        var spec = SweepFileReader.Parse(text, Path.Combine(folder, "sweep.hocon"), sets);
        return new LoadedSweep(spec, spec.Linear().Table.Source.Load(spec.Seed));
    }

    // Settings of all kinds, drawn by the number of the trial.
    private static string Text(string path, int number)
    {
        var random = new Random(number);
        T Draw<T>(T[] from) => from[random.Next(from.Length)];
        var header = File.ReadLines(path).First().Split(',');
        var optimizer = Optimizers[Math.Min(random.Next(14), random.Next(14)) % Optimizers.Length];
        var decay = optimizer == "nadam" ? "0" : Draw(Decays);
        return string.Create(CultureInfo.InvariantCulture, $$"""
    sweep {
      name = explaining
      seed = {{number}}
      dataset {
        csv { path = "{{path}}", features = [{{string.Join(", ", header[..^1])}}], target = {{header[^1]}} }
        standardize = {{(random.Next(2) == 0 ? "on" : "off")}}
      }
      training {
        optimizer = {{optimizer}}, loss = {{Draw(Losses)}}, epochs = {{Draw(Epochs)}}, batch-size = {{Draw(Batches)}}
        learning-rate = {{Draw(Rates)}}, decay = {{decay}}
      }
      search-space { }
    }
    """);
    }

    /// <summary>Whether some change of one setting mends a trial.</summary>
    private static class BruteForce
    {
        private const double MostWork = 2e11;

        public static string? Mending(LoadedSweep sweep, ExplainedTrial explained, Hyperparameters settings)
        {
            var trainer = sweep.Trainer();
            if (!sweep.Spec.Linear().Table.Standardize
                && Converging(trainer.Standardized.Value, [settings]).Count > 0)
                return "standardize = on";
            Hyperparameters[] variants =
            [
                .. Enumerable.Range(-72, 145)
                    .Select(step => settings with { LearningRate = settings.LearningRate * Math.Pow(10, step / 12.0) }),
                .. settings.Optimizer == OptimizerKind.Nadam
                    ? []
                    : Enumerable.Range(-56, 57).Select(step => settings with { Decay = Math.Pow(10, step / 8.0) })
                        .Prepend(settings with { Decay = 0 }),
            ];
            return Converging(trainer, variants) is [var first, ..] ? Remedy.Changed(settings, first)
                : explained.Outcome.Diverged ? null
                : Epochs(sweep, settings);
        }

        public static string? Epochs(LoadedSweep sweep, Hyperparameters settings)
        {
            var trainer = sweep.Trainer();
            var judge = trainer.Diagnostician(0);
            var most = (int)Math.Min(1_000_000, MostWork / TrainingWork.OfEpoch(trainer.Problem, settings, 1));
            using var run = trainer.Begin([settings with { Epochs = Math.Max(most, settings.Epochs) }], 0);
            var next = settings.Epochs + 1.0;
            var found = (int?)null;
            while (!run.Ended)
            {
                run.TrainEpoch(CancellationToken.None);
                if (run.Epochs < next)
                    continue;
                // A trial that circles may pass close by: two in a row have to be close.
                var converges = judge.ExcessOf(run.Result(0).Parameters.AsSpan()) <= judge.Tolerance;
                if (converges && found is not null)
                    return $"epochs = {found}";
                found = converges ? run.Epochs : null;
                next = Math.Max(run.Epochs + 1, run.Epochs * 1.1);
            }

            return null;
        }

        private static IReadOnlyList<Hyperparameters> Converging(LinearObjective trainer, Hyperparameters[] variants) =>
            new TrialMeasurement(trainer, variants[0], 0, double.MaxValue, CancellationToken.None).Converging(variants);
    }
}

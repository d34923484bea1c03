using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Explaining;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Tests.Linear.Explaining;

/// <summary>Follows advice on real data as a user would, each in its own sweep.</summary>
public sealed class AdviceTests
{
    private static readonly string[] Trainings =
    [
        "optimizer = adam, loss = mse, learning-rate = 0.003, epochs = 20, batch-size = 8",
        "optimizer = sgd, loss = mse, learning-rate = 0.01, epochs = 10, batch-size = 4",
        "optimizer = adam, loss = rmse, learning-rate = 1, epochs = 40, batch-size = 8",
        "optimizer = sgd, loss = mse, learning-rate = 0.003, decay = 0.1, epochs = 50, batch-size = 8",
        "optimizer = rmsprop, loss = mae, learning-rate = 0.01, decay = 0.1, epochs = 50, batch-size = 8",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Advised_changes_mend_and_changes_that_would_mend_are_advised()
    {
        using var folder = new TestFolder();
        var (failed, mendable, advised) = (0, 0, 0);
        var wrong = new List<string>();
        foreach (var data in RealTables.Data.Keys)
            foreach (var (settings, set) in Trainings.SelectMany(settings =>
                new[] { (settings, "dataset.standardize=off"), (settings, "dataset.standardize=on") }))
            {
                var sweep = RealTables.Trial(folder, data, settings, set);
                var explained = Explained(sweep);
                if (explained.Outcome.Verdict == Verdict.Converged)
                    continue;
                failed++;
                var right = explained.Remedies.All.Count(mend =>
                    Converges(RealTables.Trial(folder, data, settings, [set, .. Sets(mend)])));
                if (right < explained.Remedies.All.Count)
                    wrong.Add($"{data}: {settings}: {set}: {string.Join(' ', explained.Sentences)}");
                var single = right > 0
                    && explained.Remedies.All.Any(mend => !mend.Words.Contains(" and ", StringComparison.Ordinal));
                advised += single ? 1 : 0;
                mendable += single || CanBeMended(sweep, explained) ? 1 : 0;
            }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{failed} trials, {mendable} can be mended, {advised} are advised rightly.");
        Assert.True(failed >= 25, $"{failed} trials did not converge.");
        Assert.Empty(wrong);
        Assert.True(advised >= 0.9 * mendable, $"{advised} of {mendable} are advised rightly.");
    }

    [Fact]
    public void A_trial_that_diverged_is_not_offered_more_epochs()
    {
        using var folder = new TestFolder();
        var explained = Explaining.Explained.Of(RealTables.Trial(folder, "stackloss", Trainings[1]), 0, Stop);

        Assert.Equal(Verdict.Diverged, explained.Outcome.Verdict);
        Assert.NotEmpty(explained.Remedies.All);
        Assert.All(
            explained.Remedies.All,
            remedy => Assert.DoesNotContain("epochs", remedy.Words, StringComparison.Ordinal));
    }

    [Fact]
    public void What_takes_very_many_epochs_is_found_by_training()
    {
        using var folder = new TestFolder();
        const string Slow = "optimizer = adam, loss = mse, learning-rate = 1e-4, epochs = 10, batch-size = 8";
        var sweep = RealTables.Trial(folder, "nile", Slow, "dataset.standardize=on");
        var explained = Explaining.Explained.Of(sweep, 0, Stop);
        var epochs = Assert.Single(explained.Remedies.All, mend => mend.Settings.Epochs > 10);

        Assert.Equal(RemedyBasis.Measured, epochs.Basis);
        Assert.InRange(epochs.Settings.Epochs, 200, 20_000);
        Assert.DoesNotContain("No number of epochs", string.Join(' ', explained.Sentences), StringComparison.Ordinal);
        Assert.True(Converges(RealTables.Trial(folder, "nile", Slow, ["dataset.standardize=on", .. Sets(epochs)])));
    }

    /// <summary>Raw columns at a tiny learning rate: each of very many epochs lowers the error a little.</summary>
    [Fact]
    public void While_the_error_falls_training_goes_on_to_look_for_the_epochs()
    {
        using var folder = new TestFolder();
        folder.Write(
            "houses.csv",
            """
            area,rooms,age,y
            54,2,30,171
            61,3,12,214
            75,3,41,219
            82,4,8,305
            48,2,5,178
            95,4,22,318
            70,3,18,237
            110,5,35,341
            66,3,27,215
            88,4,15,309

            """u8.ToArray());
        const string Data = """csv { path = "houses.csv", features = [area, rooms, age], target = y }""";
        var sweep = RealTables.Trial(
            folder, Data, "optimizer = sgd, loss = mse, learning-rate = 1e-5, epochs = 100, batch-size = 2");
        var mend = Assert.Single(Explaining.Explained.Of(sweep, 0, Stop).Remedies.All);

        Assert.Equal(RemedyBasis.Measured, mend.Basis);
        Assert.InRange(mend.Settings.Epochs, 300_000, 1_000_000);
    }

    [Fact]
    public void No_number_of_epochs_is_said_to_help_only_if_that_is_certain()
    {
        using var folder = new TestFolder();
        const string Short =
            "optimizer = adam, loss = mse, learning-rate = 0.001, decay = 0.1, epochs = 10, batch-size = 8";
        var sweep = RealTables.Trial(folder, "nile", Short, "dataset.standardize=on");
        var explained = Explaining.Explained.Of(sweep, 0, Stop);

        Assert.Contains("No number of epochs helps.", explained.Sentences[^1], StringComparison.Ordinal);
        var longer = RealTables.Trial(folder, "nile", Short, "dataset.standardize=on", "training.epochs=30000");
        Assert.NotEqual(Verdict.Converged, VerdictOf(longer));
    }

    [Fact]
    public void Changes_that_cannot_be_measured_are_forecast_and_the_text_says_so()
    {
        using var folder = new TestFolder();
        const string Slow = "optimizer = adam, learning-rate = 1e-4, epochs = 10, batch-size = 8";
        var sweep = RealTables.Trial(folder, "nile", Slow, "dataset.standardize=on");
        var trial = new GridOrder(sweep.Spec)[0];
        var mends = new RemedySearch(sweep, trial, Verdict.Stalled, affordable: 0, Stop).Run();

        Assert.NotEmpty(mends.All);
        Assert.All(mends.All, mend => Assert.NotEqual(RemedyBasis.Measured, mend.Basis));
        var why = new Explanation(sweep, trial, null).Why(Verdict.Stalled, mends);
        Assert.Contains("expected to mend it", string.Join(' ', why), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_changes_are_advised_if_no_single_one_is_known()
    {
        using var folder = new TestFolder();
        const string Raw = "optimizer = sgd, loss = mse, learning-rate = 0.003, epochs = 40, batch-size = 32";
        var explained = Explaining.Explained.Of(RealTables.Trial(folder, "stackloss", Raw), 0, Stop);
        var both = Assert.Single(explained.Remedies.All);

        Assert.StartsWith("standardize = on and learning-rate = ", both.Words, StringComparison.Ordinal);
        Assert.Contains(
            "No change of one setting is known to mend it: learning rates from ",
            explained.Sentences[^1],
            StringComparison.Ordinal);
        Assert.True(Converges(RealTables.Trial(folder, "stackloss", Raw, [.. Sets(both)])));
    }

    private static IEnumerable<string> Sets(Remedy mend) => mend.Words.Split(" and ")
        .Select(change => change.Replace(" ", "", StringComparison.Ordinal))
        .Select(change =>
            (change.StartsWith("standardize", StringComparison.Ordinal) ? "dataset." : "training.") + change);

    // As the command does, with a fifth of the work.
    private static ExplainedTrial Explained(LoadedSweep sweep)
    {
        var trial = new GridOrder(sweep.Spec)[0];
        var outcome = sweep.Trainer().TrainPlace(0, Stop);
        var mends = outcome.Verdict == Verdict.Converged
            ? Remedies.None
            : new RemedySearch(sweep, trial, outcome.Verdict, TrainingWork.Affordable / 5, Stop).Run();
        return new(trial, outcome, mends, [.. new Explanation(sweep, trial, outcome).Why(outcome.Verdict, mends)]);
    }

    // Coarse, but other values than those that are advised.
    private static bool CanBeMended(LoadedSweep sweep, ExplainedTrial explained)
    {
        var settings = sweep.Trainer().Settings(explained.Trial);
        var rates = Enumerable.Range(-8, 17).Select(step => settings.LearningRate * Math.Pow(10, step / 2.0));
        double[] decays = [0, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1];
        int[] times = explained.Outcome.Diverged ? [] : [3, 10, 100, 1000];
        var changed = rates.Select(rate => settings with { LearningRate = rate })
            .Concat(decays.Select(decay => settings with { Decay = decay }))
            .Concat(times.Select(factor => settings with { Epochs = settings.Epochs * factor }));
        return changed.Any(variant => sweep.Trainer().Train(variant, 0, Stop).Verdict == Verdict.Converged)
            || sweep.Trainer().Standardized.Value.Train(settings, 0, Stop).Verdict == Verdict.Converged;
    }

    private static bool Converges(LoadedSweep sweep) => VerdictOf(sweep) == Verdict.Converged;

    private static Verdict VerdictOf(LoadedSweep sweep) => sweep.Trainer().TrainPlace(0, Stop).Verdict;
}

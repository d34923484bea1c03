using SweepCluster.Objectives.Linear;
using SweepCluster.Objectives.Linear.Explaining;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Tests.Linear.Explaining;

/// <summary>Advice on real data is followed as a user would, in a sweep of its own.</summary>
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
    public void What_is_advised_mends_and_what_a_change_can_mend_is_advised()
    {
        using var folder = new TestFolder();
        var (failed, mendable, advised) = (0, 0, 0);
        var wrong = new List<string>();
        foreach (var data in RealTables.Data.Keys)
            foreach (var training in Trainings.SelectMany(settings => new[] { settings, settings }).Select((settings, i) => (settings, Set: $"dataset.standardize={(i % 2 == 0 ? "off" : "on")}")))
            {
                var sweep = RealTables.Trial(folder, data, training.settings, training.Set);
                var explained = Explained(sweep);
                if (explained.Outcome.Verdict == Verdict.Converged)
                    continue;
                failed++;
                var right = explained.Mends.All.Count(mend => Converges(RealTables.Trial(folder, data, training.settings, [training.Set, .. Sets(mend)])));
                if (right < explained.Mends.All.Count)
                    wrong.Add($"{data}: {training}: {string.Join(' ', explained.Sentences)}");
                var single = right > 0 && explained.Mends.All.Any(mend => !mend.Words.Contains(" and ", StringComparison.Ordinal));
                advised += single ? 1 : 0;
                mendable += single || CanBeMended(sweep, explained) ? 1 : 0;
            }

        TestContext.Current.TestOutputHelper?.WriteLine($"{failed} trials, {mendable} can be mended, {advised} are advised rightly.");
        Assert.True(failed >= 25, $"{failed} trials did not converge.");
        Assert.Empty(wrong);
        Assert.True(advised >= 0.9 * mendable, $"{advised} of {mendable} are advised rightly.");
    }

    [Fact]
    public void A_trial_that_diverged_is_not_offered_more_epochs()
    {
        using var folder = new TestFolder();
        var explained = ExplainedTrial.Of(RealTables.Trial(folder, "stackloss", Trainings[1]), 0, Stop);

        Assert.Equal(Verdict.Diverged, explained.Outcome.Verdict);
        Assert.NotEmpty(explained.Mends.All);
        Assert.All(explained.Mends.All, mend => Assert.DoesNotContain("epochs", mend.Words, StringComparison.Ordinal));
    }

    [Fact]
    public void What_takes_very_many_epochs_is_found_by_training()
    {
        using var folder = new TestFolder();
        const string Slow = "optimizer = adam, loss = mse, learning-rate = 1e-4, epochs = 10, batch-size = 8";
        var explained = ExplainedTrial.Of(RealTables.Trial(folder, "nile", Slow, "dataset.standardize=on"), 0, Stop);
        var epochs = Assert.Single(explained.Mends.All, mend => mend.Settings.Epochs > 10);

        Assert.Equal(MendBasis.Measured, epochs.Basis);
        Assert.InRange(epochs.Settings.Epochs, 200, 20_000);
        Assert.DoesNotContain("No number of epochs", string.Join(' ', explained.Sentences), StringComparison.Ordinal);
        Assert.True(Converges(RealTables.Trial(folder, "nile", Slow, ["dataset.standardize=on", .. Sets(epochs)])));
    }

    /// <summary>Raw columns at a tiny learning rate: hundreds of thousands of epochs, each of which takes something of the error away.</summary>
    [Fact]
    public void While_the_error_falls_training_goes_on_to_look_for_the_epochs()
    {
        using var folder = new TestFolder();
        folder.Write("houses.csv", "area,rooms,age,y\n54,2,30,171\n61,3,12,214\n75,3,41,219\n82,4,8,305\n48,2,5,178\n95,4,22,318\n70,3,18,237\n110,5,35,341\n66,3,27,215\n88,4,15,309\n"u8.ToArray());
        const string Data = """csv { path = "houses.csv", features = [area, rooms, age], target = y }""";
        var sweep = RealTables.Trial(folder, Data, "optimizer = sgd, loss = mse, learning-rate = 1e-5, epochs = 100, batch-size = 2");
        var mend = Assert.Single(ExplainedTrial.Of(sweep, 0, Stop).Mends.All);

        Assert.Equal(MendBasis.Measured, mend.Basis);
        Assert.InRange(mend.Settings.Epochs, 300_000, 1_000_000);
    }

    [Fact]
    public void No_number_of_epochs_is_said_to_help_only_where_that_is_certain()
    {
        using var folder = new TestFolder();
        const string Short = "optimizer = adam, loss = mse, learning-rate = 0.001, decay = 0.1, epochs = 10, batch-size = 8";
        var explained = ExplainedTrial.Of(RealTables.Trial(folder, "nile", Short, "dataset.standardize=on"), 0, Stop);

        Assert.Contains("No number of epochs helps.", explained.Sentences[^1], StringComparison.Ordinal);
        Assert.NotEqual(Verdict.Converged, VerdictOf(RealTables.Trial(folder, "nile", Short, "dataset.standardize=on", "training.epochs=30000")));
    }

    [Fact]
    public void What_cannot_be_measured_is_forecast_and_said_to_be()
    {
        using var folder = new TestFolder();
        var sweep = RealTables.Trial(folder, "nile", "optimizer = adam, learning-rate = 1e-4, epochs = 10, batch-size = 8", "dataset.standardize=on");
        var trial = new TrialOrder(sweep.Spec)[0];
        var mends = new MendSearch(sweep, trial, Verdict.Stalled, affordable: 0, Stop).Run();

        Assert.NotEmpty(mends.All);
        Assert.All(mends.All, mend => Assert.NotEqual(MendBasis.Measured, mend.Basis));
        Assert.Contains("expected to mend it", string.Join(' ', new Explanation(sweep, trial, null).Why(Verdict.Stalled, mends)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_changes_are_told_where_no_single_one_is_known()
    {
        using var folder = new TestFolder();
        const string Raw = "optimizer = sgd, loss = mse, learning-rate = 0.003, epochs = 40, batch-size = 32";
        var explained = ExplainedTrial.Of(RealTables.Trial(folder, "stackloss", Raw), 0, Stop);
        var both = Assert.Single(explained.Mends.All);

        Assert.StartsWith("standardize = on and learning-rate = ", both.Words, StringComparison.Ordinal);
        Assert.Contains("No change of one setting is known to mend it: learning rates from ", explained.Sentences[^1], StringComparison.Ordinal);
        Assert.True(Converges(RealTables.Trial(folder, "stackloss", Raw, [.. Sets(both)])));
    }

    private static IEnumerable<string> Sets(Mend mend) => mend.Words.Split(" and ").Select(change => change.Replace(" ", "", StringComparison.Ordinal))
        .Select(change => (change.StartsWith("standardize", StringComparison.Ordinal) ? "dataset." : "training.") + change);

    // As the command does, with a fifth of the work.
    private static ExplainedTrial Explained(LoadedSweep sweep)
    {
        var trial = new TrialOrder(sweep.Spec)[0];
        var outcome = sweep.Trainer().TrainPlace(0, Stop);
        var mends = outcome.Verdict == Verdict.Converged
            ? Mends.None
            : new MendSearch(sweep, trial, outcome.Verdict, TrainingWork.Affordable / 5, Stop).Run();
        return new(trial, outcome, mends, [.. new Explanation(sweep, trial, outcome).Why(outcome.Verdict, mends)]);
    }

    // Coarse, but other values than those that are advised.
    private static bool CanBeMended(LoadedSweep sweep, ExplainedTrial explained)
    {
        var settings = sweep.Trainer().Settings(explained.Trial);
        var changed = Enumerable.Range(-8, 17).Select(step => settings with { LearningRate = settings.LearningRate * Math.Pow(10, step / 2.0) })
            .Concat(new[] { 0, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1 }.Select(decay => settings with { Decay = decay }))
            .Concat(explained.Outcome.Diverged ? [] : new[] { 3, 10, 100, 1000 }.Select(times => settings with { Epochs = settings.Epochs * times }));
        return changed.Any(variant => sweep.Trainer().Train(variant, 0, Stop).Verdict == Verdict.Converged)
            || sweep.Trainer().Standardized.Value.Train(settings, 0, Stop).Verdict == Verdict.Converged;
    }

    private static bool Converges(LoadedSweep sweep) => VerdictOf(sweep) == Verdict.Converged;

    private static Verdict VerdictOf(LoadedSweep sweep) => sweep.Trainer().TrainPlace(0, Stop).Verdict;
}

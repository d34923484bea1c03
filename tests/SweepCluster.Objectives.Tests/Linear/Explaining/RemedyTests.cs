using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Explaining;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Tests.Linear.Explaining;

public sealed class RemedyTests
{
    [Theory]
    [InlineData(42)]
    [InlineData(7)]
    public void Nine_in_ten_trials_of_the_example_that_did_not_converge_do_with_their_first_mend(int seed)
    {
        var sweep = LoadedSweep.Read(Example("keras-decay"), [$"seed={seed}", "dataset.synthetic.rows=12000"]);
        var failed = TrialsOf(sweep).Where(trial => VerdictOf(sweep, trial) != Verdict.Converged).ToList();
        var mended = failed.Count(trial => MendsOf(sweep, trial) is [var first, ..] && Converges(first));

        TestContext.Current.TestOutputHelper?.WriteLine($"{mended} of {failed.Count} trials mended.");
        Assert.InRange(failed.Count, 30, 75);
        Assert.True(mended >= 0.9 * failed.Count, $"{mended} of {failed.Count} trials mended.");
    }

    /// <summary>Years of sunspots run from 0 to 190 beside a bias of 1: condition number 7e4.</summary>
    [Fact]
    public void Raw_series_are_standardized_if_that_alone_is_forecast_to_help()
    {
        var sweep = LoadedSweep.Read(Example("sunspots"), []);
        var tooShort = TrialsOf(sweep).First();
        var raw = LoadedSweep.Read(Example("csv"), ["dataset.standardize=off"]);
        var first = MendsOf(raw, TrialsOf(raw).First())[0];

        Assert.DoesNotContain(MendsOf(sweep, tooShort), mend => mend.Standardizes);
        Assert.NotEqual(Verdict.Converged, sweep.Trainer().Standardized.Value
            .Train(sweep.Trainer().Settings(tooShort), 0, TestContext.Current.CancellationToken).Verdict);
        Assert.NotEqual(Verdict.Converged, VerdictOf(raw, TrialsOf(raw).First()));
        Assert.True(first.Standardizes);
        Assert.True(Converges(first));
    }

    [Fact]
    public void Standardized_data_are_not_standardized_again()
    {
        var sweep = LoadedSweep.Read(Example("sunspots"), ["dataset.standardize=on"]);
        Assert.All(TrialsOf(sweep), trial => Assert.DoesNotContain(MendsOf(sweep, trial), mend => mend.Standardizes));
    }

    private static IReadOnlyList<Remedy> MendsOf(LoadedSweep sweep, Trial trial) =>
        Remedies.For(sweep, trial, VerdictOf(sweep, trial), TestContext.Current.CancellationToken).All;

    private static bool Converges(Remedy mend) =>
        mend.Try(TestContext.Current.CancellationToken).Verdict == Verdict.Converged;

    private static IEnumerable<Trial> TrialsOf(LoadedSweep sweep)
    {
        var order = new GridOrder(sweep.Spec);
        return Enumerable.Range(0, (int)order.Planned).Select(id => order[order.PlaceOf(id)]);
    }

    private static Verdict VerdictOf(LoadedSweep sweep, Trial trial) => sweep.Trainer()
        .TrainPlace(new GridOrder(sweep.Spec).PlaceOf(trial.Id), TestContext.Current.CancellationToken).Verdict;

    private static string Example(string name) => Path.Combine(TestFiles.ExampleFolder, $"{name}.hocon");
}

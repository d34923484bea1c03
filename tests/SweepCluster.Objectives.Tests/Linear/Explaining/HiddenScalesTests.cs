using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Tests.Linear.Explaining;

/// <summary>Trials on data whose scales or means hide a column, trained and explained.</summary>
public sealed class HiddenScalesTests
{
    [Theory]
    [InlineData("a day in Unix milliseconds", 1.7e12, 86_400_000)]
    [InlineData("a second in Unix milliseconds", 1.7e12, 1000)]
    [InlineData("a small change of a large number", 1e9, 1)]
    [InlineData("a tiny number", 0, 1e-20)]
    [InlineData("one near the smallest", 0, 1e-300)]
    [InlineData("one near the largest", 0, 1e300)]
    public void No_trial_converges_and_standardizing_is_advised(string _, double mean, double step)
    {
        var sweep = Sweep(mean, step);
        for (var trial = 0L; trial < sweep.Spec.Planned; trial++)
        {
            var explained = Explained.Of(sweep, trial, TestContext.Current.CancellationToken);
            Assert.NotEqual(Verdict.Converged, explained.Outcome.Verdict);
            Assert.Contains(
                explained.Sentences, sentence => sentence.Contains("standardize = on", StringComparison.Ordinal));
            // If no single setting mends it, standardizing with another one does.
            var withoutSingle = explained.Sentences
                .Where(sentence => sentence.Contains("No change of one setting", StringComparison.Ordinal));
            Assert.All(
                withoutSingle,
                sentence => Assert.Contains("standardize = on and ", sentence, StringComparison.Ordinal));
            Assert.DoesNotContain(explained.Sentences, sentence => sentence.Contains("NaN", StringComparison.Ordinal));
        }
    }

    private static LoadedSweep Sweep(double mean, double step)
    {
        var spec = SweepFileReader.Parse(
            """
            sweep {
              name = hidden
              dataset { synthetic { rows = 100 } }
              training { epochs = 5, batch-size = 10 }
              search-space { optimizer = [adam, sgd], learning-rate = [0.001, 0.1] }
            }
            """,
            "hidden.hocon",
            []);
        double[] x = [.. Enumerable.Range(-50, 100).Select(i => mean + step * i)];
        double[] y = [.. Enumerable.Range(-50, 100).Select(i => 20 + 0.5 * i + i * i % 7 / 7.0)];
        return new LoadedSweep(spec, new DataSet(["x"], ["y"], x, y));
    }
}

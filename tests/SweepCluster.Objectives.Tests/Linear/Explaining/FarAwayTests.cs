using SweepCluster.Objectives.Linear.Explaining;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Tests.Linear.Explaining;

/// <summary>Trials that end far from where they began, or whose learning rates are far from useful ones.</summary>
public sealed class FarAwayTests
{
    [Theory]
    [InlineData("beta-2 = 0, loss = mae, learning-rate = 0.0001")]
    [InlineData("beta-1 = 0.9999, beta-2 = 0, loss = mae, learning-rate = 0.0001")]
    public void Weights_that_were_thrown_away_are_not_explained_by_too_short_a_reach(string settings)
    {
        var explained = Explained(settings);

        Assert.Equal(Verdict.Oscillating, explained.Outcome.Verdict);
        Assert.StartsWith(
            "Its steps threw it far beyond the optimum: a weight that began at most ",
            explained.Sentences[1],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("optimizer = sgd, loss = mse, learning-rate = 1e9", Verdict.Diverged)]
    [InlineData("optimizer = sgd, loss = mse, learning-rate = 1e15", Verdict.Diverged)]
    [InlineData("optimizer = nesterov, loss = mse, learning-rate = 1e30", Verdict.Diverged)]
    [InlineData("optimizer = sgd, loss = mse, learning-rate = 1e-15", Verdict.Stalled)]
    [InlineData("learning-rate = 1e-20", Verdict.Stalled)]
    public void A_learning_rate_that_mends_is_found_however_far_away_it_is(string settings, Verdict verdict)
    {
        var explained = Explained(settings);

        Assert.Equal(verdict, explained.Outcome.Verdict);
        var mend = Assert.Single(
            explained.Remedies.All, mend => mend.Words.StartsWith("learning-rate = ", StringComparison.Ordinal));
        Assert.Equal(RemedyBasis.Measured, mend.Basis);
        Assert.Equal(Verdict.Converged, mend.Try(TestContext.Current.CancellationToken).Verdict);
        Assert.DoesNotContain(
            "No change of one setting", string.Join(' ', explained.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stable_learning_rate_that_does_not_arrive_is_not_advised_as_if_it_did()
    {
        // Few updates: whatever is stable comes nowhere near.
        var explained = Explained(
            "optimizer = sgd, loss = mse, learning-rate = 1e30, epochs = 8, batch-size = 1000000");
        var words = string.Join(' ', explained.Sentences);

        Assert.Equal(Verdict.Diverged, explained.Outcome.Verdict);
        Assert.Contains("With this loss it is stable below", words, StringComparison.Ordinal);
        Assert.Contains(
            "So low a learning rate is not known to arrive in its 8 updates. "
                + "No change of one setting is known to mend it",
            words,
            StringComparison.Ordinal);
    }

    private static ExplainedTrial Explained(string settings)
    {
        var spec = SweepFileReader.Parse(
            """
            sweep {
              name = far
              dataset { synthetic { rows = 400, noise = 0.01 } }
              training { epochs = 40, batch-size = 8 }
            }
            """,
            "far.hocon",
            [.. settings.Split(", ").Select(setting => $"training.{setting}")]);
        var sweep = new LoadedSweep(spec, spec.Linear().Table.Source.Load(spec.Seed));
        return Explaining.Explained.Of(sweep, 0, TestContext.Current.CancellationToken);
    }
}

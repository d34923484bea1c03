using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Summaries;

namespace SweepCluster.Sweeps.Tests.Summaries;

public sealed class EndWordsTests
{
    [Fact]
    public void A_sweep_of_which_nothing_succeeds_is_told_from_one_with_too_many_failures()
    {
        Assert.StartsWith(
            "all 10 trials that were run failed", EndWords.OfFailures(new Account(100, 0, 0, 0, 10, 90)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "3 trials failed, as many as stop.max-failures allows", EndWords.OfFailures(new Account(9, 1, 0, 1, 3, 4)),
            StringComparison.Ordinal);
    }
}

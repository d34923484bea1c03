using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Programs.Spec;

/// <summary>The words that the block <c>program</c> has.</summary>
internal static class ProgramWords
{
    /// <summary>Which of the values said counts.</summary>
    public static WordTable<ResultRule> Results { get; } =
        new((ResultRule.Last, "last"), (ResultRule.Best, "best"));
}

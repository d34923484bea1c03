namespace SweepCluster.Problems;

/// <summary>The input is wrong; carries every problem found, not the first only.</summary>
public sealed class InvalidInputException(IReadOnlyList<Problem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>All problems, in the order of the input.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;
}

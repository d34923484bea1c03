using SweepCluster.Problems;
namespace SweepCluster.Training.Data;

/// <summary>How large a data set in memory may be.</summary>
/// <param name="Numbers">The most numbers: rows × columns, and columns × columns, which preparing it takes.</param>
/// <param name="Advice">What to do with a larger one.</param>
public sealed record DataLimit(long Numbers, string Advice)
{
    /// <summary>What fits into an array.</summary>
    public static DataLimit Arrays { get; } = new(Array.MaxLength, "leave out columns or rows");

    /// <summary>Refuses a data set that is larger.</summary>
    /// <param name="where">The file, or what else the message should name.</param>
    /// <param name="rows">Its rows, so far.</param>
    /// <param name="columns">Its columns.</param>
    /// <exception cref="InvalidInputException">It is too large.</exception>
    public void Check(string where, long rows, long columns)
    {
        if (Math.Max((double)rows * columns, (double)columns * columns) <= Numbers) return;
        throw new InvalidInputException(
        [
            new Problem(where, "", FormattableString.Invariant(
                $"holds more numbers in the columns asked for than are read here, {Numbers:#,0}; {Advice}")),
        ]);
    }
}

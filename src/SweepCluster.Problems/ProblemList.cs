namespace SweepCluster.Problems;

/// <summary>Gathers the problems of one input and throws them together.</summary>
/// <remarks>Keeps only the first ones, so that a file that is wrong in every row does not flood its reader.</remarks>
internal sealed class ProblemList
{
    private const int Shown = 20;

    private readonly List<Problem> _problems = [];
    private int _more;

    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Whether further problems are counted only.</summary>
    public bool IsFull => _problems.Count >= Shown;

    public void Add(string where, string subject, string what)
    {
        if (IsFull) _more++;
        else _problems.Add(new Problem(where, subject, what));
    }

    /// <param name="where">The input as a whole: the place of the line that counts the problems not shown.</param>
    public void ThrowIfAny(string where)
    {
        if (IsEmpty) return;
        if (_more > 0)
            _problems.Add(new Problem(where, "", FormattableString.Invariant($"and {_more:#,0} more like these")));
        throw new InvalidInputException(_problems);
    }
}

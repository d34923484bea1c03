namespace SweepCluster.Training.Data;

/// <summary>Gathers the problems of one input and throws them together.</summary>
/// <remarks>Only the first ones are kept, so a file that is wrong in every row does not bury its reader.</remarks>
internal sealed class ProblemList
{
    private const int Shown = 20;

    private readonly List<Problem> _problems = [];
    private int _more;

    public bool IsEmpty => _problems.Count == 0;

    public void Add(string where, string subject, string what)
    {
        if (_problems.Count < Shown) _problems.Add(new Problem(where, subject, what));
        else _more++;
    }

    /// <param name="where">The input as a whole, where problems that are not shown are counted.</param>
    public void ThrowIfAny(string where)
    {
        if (IsEmpty) return;
        if (_more > 0) _problems.Add(new Problem(where, "", $"and {_more} more like these"));
        throw new InvalidInputException(_problems);
    }
}

using SweepCluster.Problems;

namespace SweepCluster.Hocon;

/// <summary>Collects every problem of one reading, so that all are reported at once.</summary>
public sealed class ProblemLog
{
    private const int MostTold = 50;

    private readonly List<(int Rank, Problem Problem)> _problems = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _problems.Count > 0;

    /// <summary>Whether blocks do not nest, so that nobody can tell what stands in which.</summary>
    public bool NestingIsBroken { get; private set; }

    /// <summary>Adds a problem.</summary>
    public void Add(Origin origin, string subject, string what) =>
        _problems.Add((origin.Rank, new Problem(origin.Where, Shown.Plain(subject), what)));

    /// <summary>Adds a problem of braces or brackets.</summary>
    public void AddNesting(Origin origin, string what)
    {
        NestingIsBroken = true;
        Add(origin, "", what);
    }

    /// <summary>Throws if there are problems: the first of them in the order of the input, and how many more.</summary>
    public void ThrowIfAny()
    {
        if (!Any)
            return;
        List<Problem> problems = [.. _problems.OrderBy(p => p.Rank).Select(p => p.Problem)];
        if (problems.Count <= MostTold)
            throw new InvalidInputException(problems);
        var more = new Problem(problems[MostTold].Where, "", $"{problems.Count - MostTold} more problems from here on");
        throw new InvalidInputException([.. problems.Take(MostTold), more]);
    }
}

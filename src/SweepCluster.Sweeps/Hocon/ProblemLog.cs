using SweepCluster.Training.Data;

namespace SweepCluster.Sweeps.Hocon;

/// <summary>Collects every problem of one reading, so that all are told at once.</summary>
internal sealed class ProblemLog
{
    private const int MostTold = 50;

    private readonly List<(int Rank, Problem Problem)> _problems = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _problems.Count > 0;

    /// <summary>Whether blocks do not nest, so that nothing can be said about what stands in which.</summary>
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

    /// <summary>Throws with the problems, in the order of the input, where there are any; very many are told of and counted.</summary>
    public void ThrowIfAny()
    {
        if (!Any)
            return;
        List<Problem> problems = [.. _problems.OrderBy(p => p.Rank).Select(p => p.Problem)];
        var more = problems.Count - MostTold;
        throw new InvalidInputException(more <= 0
            ? problems
            : [.. problems.Take(MostTold), new Problem(problems[MostTold].Where, "", $"{more} more problems from here on")]);
    }
}

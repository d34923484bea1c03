using SweepCluster.Problems;

namespace SweepCluster.Hocon;

/// <summary>Where a piece of text came from, so that a person can find it.</summary>
/// <param name="Where">file:line, or the command-line option.</param>
/// <param name="Rank">Orders problems: lines of the file first, then the options as given.</param>
public readonly record struct Origin(string Where, int Rank)
{
    private const int AfterEveryLine = int.MaxValue / 2;

    /// <summary>Whether it is a command-line option.</summary>
    public bool IsOption => Rank >= AfterEveryLine;

    /// <summary>A line of a file, from 1.</summary>
    public static Origin OfLine(string file, int line) => new($"{file}:{line}", line);

    /// <summary>A <c>--set</c> option, by its place among the options.</summary>
    public static Origin OfOption(string set, int index) => new($"--set {Shown.Plain(set)}", AfterEveryLine + index);
}

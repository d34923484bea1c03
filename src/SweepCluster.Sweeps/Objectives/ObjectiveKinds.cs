using System.Collections.Immutable;
using SweepCluster.Sweeps.Hocon;

namespace SweepCluster.Sweeps.Objectives;

/// <summary>The kinds of objective that this process knows.</summary>
/// <remarks>A program says them once, before anything else: those that are shipped stand in one list, and a host may add its own.</remarks>
public static class ObjectiveKinds
{
    private static Func<ImmutableArray<IObjectiveKind>> s_make = () =>
        throw new InvalidOperationException("No kinds of objective are known: say them by ObjectiveKinds.Use first.");

    private static ImmutableArray<IObjectiveKind> s_all = [];

    /// <summary>All of them; a sweep file that speaks of none is taken to mean the first.</summary>
    public static ImmutableArray<IObjectiveKind> All => s_all.IsEmpty ? s_all = s_make() : s_all;

    /// <summary>Says which kinds there are.</summary>
    public static void Use(params ImmutableArray<IObjectiveKind> kinds) => s_all = kinds;

    /// <summary>Says how to make the kinds that there are: they are made when they are first asked for, as many commands never do.</summary>
    public static void Use(Func<ImmutableArray<IObjectiveKind>> kinds) => (s_make, s_all) = (kinds, []);

    /// <summary>The kind that a sweep's block speaks of: the one that has most of its blocks as its own.</summary>
    public static IObjectiveKind Of(HoconObject? sweep) =>
        All.MaxBy(kind => kind.Blocks.Count(block => sweep?.Find(block.Path) is not null))!;

    /// <summary>The kind of a word; sweeps of before there were several kinds have none, and are of the first.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static IObjectiveKind Named(string word) => Find(word)
        ?? throw new InvalidDataException($"This version knows no objective '{word}'.");

    /// <summary>The kind of a word, as <see cref="Named"/> tells; null where there is none.</summary>
    public static IObjectiveKind? Find(string word) => All.FirstOrDefault(kind => word.Length == 0 || kind.Word == word);
}

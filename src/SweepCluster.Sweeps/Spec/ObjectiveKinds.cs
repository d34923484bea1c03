using System.Collections.Immutable;
using SweepCluster.Hocon;

namespace SweepCluster.Sweeps.Spec;

/// <summary>The kinds of objective that this process knows.</summary>
/// <remarks>A program sets them once, before anything else; a host may add its own to those that are shipped.</remarks>
public static class ObjectiveKinds
{
    private static Func<ImmutableArray<IObjectiveKind>> _make = () =>
        throw new InvalidOperationException("No kinds of objective are known: call ObjectiveKinds.Use first.");

    private static ImmutableArray<IObjectiveKind> _all = [];

    /// <summary>All of them; a sweep file that speaks of none means the first.</summary>
    public static ImmutableArray<IObjectiveKind> All => _all.IsEmpty ? _all = _make() : _all;

    /// <summary>Sets which kinds there are.</summary>
    public static void Use(params ImmutableArray<IObjectiveKind> kinds) => _all = kinds;

    /// <summary>Sets how to make the kinds at their first use: many commands never need them.</summary>
    public static void Use(Func<ImmutableArray<IObjectiveKind>> kinds) => (_make, _all) = (kinds, []);

    /// <summary>The kind that a sweep's block speaks of: the one that has most of its blocks as its own.</summary>
    public static IObjectiveKind Of(HoconObject? sweep) =>
        All.MaxBy(kind => kind.Blocks.Count(block => sweep?.Find(block.Path) is not null))!;

    /// <summary>The kind of a word; the first for an empty one, which sweeps of older versions have.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static IObjectiveKind Named(string word) => Find(word)
        ?? throw new InvalidDataException($"This version knows no objective '{word}'.");

    /// <summary>As <see cref="Named"/>, but null if there is none.</summary>
    public static IObjectiveKind? Find(string word) =>
        All.FirstOrDefault(kind => word.Length == 0 || kind.Word == word);
}

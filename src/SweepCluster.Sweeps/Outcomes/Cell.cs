using System.Globalization;
using SweepCluster.Search;

namespace SweepCluster.Sweeps.Outcomes;

/// <summary>One cell of a table of trials: a number, a whole number, a word, or nothing.</summary>
public readonly record struct Cell
{
    private Cell(CellKind kind, double number, long whole, string word) =>
        (Kind, Number, Whole, Word) = (kind, number, whole, word);

    /// <summary>What it holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The number; 0 if it holds something else.</summary>
    public double Number { get; }

    /// <summary>The whole number; 0 if it holds something else.</summary>
    public long Whole { get; }

    /// <summary>The word; null or empty if it holds something else.</summary>
    public string? Word { get; }

    /// <summary>A cell without content.</summary>
    public static Cell Empty => default;

    /// <summary>A number.</summary>
    public static Cell Of(double number) => new(CellKind.Number, number, 0, "");

    /// <summary>A whole number.</summary>
    public static Cell Of(long whole) => new(CellKind.Whole, 0, whole, "");

    /// <summary>A word.</summary>
    public static Cell Of(string word) => new(CellKind.Word, 0, 0, word);

    /// <summary>The value of a setting.</summary>
    public static Cell Of(SettingValue value) =>
        value.IsNone ? Empty : value.IsWord ? Of(value.ToString()) : Of(value.Number);

    /// <summary>Words first, by their letters; then numbers by size, NaN after them; empty cells last.</summary>
    public static IComparer<Cell> Order { get; } = Comparer<Cell>.Create(Compare);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        CellKind.Number => Number.ToString("R", CultureInfo.InvariantCulture),
        CellKind.Whole => Whole.ToString(CultureInfo.InvariantCulture),
        CellKind.Word => Word!,
        _ => "",
    };

    private double Size => Kind == CellKind.Whole ? Whole : Number;

    private int Class => Kind switch
    {
        CellKind.Word => 0,
        CellKind.Empty => 3,
        CellKind.Number when double.IsNaN(Number) => 2,
        _ => 1,
    };

    private static int Compare(Cell one, Cell other)
    {
        var order = one.Class.CompareTo(other.Class);
        if (order != 0)
            return order;
        return one.Kind switch
        {
            CellKind.Word => string.CompareOrdinal(one.Word, other.Word),
            CellKind.Whole when other.Kind == CellKind.Whole => one.Whole.CompareTo(other.Whole),
            _ => one.Size.CompareTo(other.Size),
        };
    }
}

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>A number; it may be infinite or none.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A word.</summary>
    Word,
}

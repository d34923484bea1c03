namespace SweepCluster.Search;

/// <summary>One dimension of the search space.</summary>
/// <param name="Name">As sweep files write it.</param>
/// <param name="Domain">The values it takes.</param>
public sealed record Parameter(string Name, Domain Domain)
{
    /// <summary>When it applies; null if always.</summary>
    public Condition? When { get; init; }

    /// <summary>Whether it has more than one value.</summary>
    public bool IsSwept => Count != 1;

    /// <summary>Its column in CSV files.</summary>
    public string Column => ColumnNames.Of(Name);

    /// <summary>Number of points for a grid; 0 if it is continuous.</summary>
    public int Count => Domain.Count;

    /// <summary>Whether its values have no order but that of the file: some are words.</summary>
    public bool IsWord => Domain.IsWord;

    /// <summary>The value at a point, from 0.</summary>
    public SettingValue this[int index] => Domain[index];
}

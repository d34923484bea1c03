using System.Collections.Immutable;

namespace SweepCluster.Search;

/// <summary>The product of all axes; the first axis varies slowest.</summary>
/// <remarks>Arithmetic on an index, never a list of points: a grid of 10^12 points is as cheap as one of ten.</remarks>
public sealed record SearchSpace(ImmutableArray<Parameter> Parameters)
{
    /// <summary>The most trials that a sweep can have: their results stand in one array.</summary>
    public static readonly long MostTrials = Array.MaxLength;

    /// <summary>Number of configurations of the grid; 1 if there is no axis.</summary>
    /// <exception cref="OverflowException">The grid has more points than a 64-bit number can count.</exception>
    public long Count
    {
        get
        {
            var product = 1L;
            foreach (var axis in Parameters)
                product = checked(product * axis.Count);
            return product;
        }
    }

    /// <summary>How many configurations differ; null if there is no end of them.</summary>
    /// <remarks>A parameter that does not apply has one value, none.</remarks>
    public long? DistinctCount => new ConfigurationTree(this).Count;

    /// <summary>The configuration at an index of the grid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not in [0, Count).</exception>
    public Configuration this[long index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var values = new SettingValue[Parameters.Length];
            var rest = index;
            for (var i = Parameters.Length - 1; i >= 0; i--)
            {
                values[i] = Parameters[i][(int)(rest % Parameters[i].Count)];
                rest /= Parameters[i].Count;
            }

            return new Configuration(index, ImmutableArray.Create(values));
        }
    }

    /// <inheritdoc/>
    public bool Equals(SearchSpace? other) => other is not null && Parameters.SequenceEqual(other.Parameters);

    /// <inheritdoc/>
    public override int GetHashCode() => Parameters.Length;
}

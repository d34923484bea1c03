using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Space;

/// <summary>One dimension of the search space: a setting and the values it takes.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Range">Its values, written out or spread over an interval.</param>
public sealed record Axis(SettingKey Key, AxisRange Range)
{
    /// <summary>Number of points for a grid.</summary>
    public int Count => Range.Count;

    /// <summary>The value at a point, from 0; a whole number where the setting takes no other.</summary>
    public SettingValue this[int index] =>
        Key.IsWhole() ? SettingValue.Of(Math.Round(Range[index].Number, MidpointRounding.AwayFromZero)) : Range[index];
}

/// <summary>The values of an axis.</summary>
public abstract record AxisRange
{
    /// <summary>Number of points for a grid; at least 1.</summary>
    public abstract int Count { get; }

    /// <summary>The value at a point, from 0.</summary>
    public abstract SettingValue this[int index] { get; }

    /// <summary>Values written out, in the order of the file.</summary>
    public sealed record Choice(ImmutableArray<SettingValue> Values) : AxisRange
    {
        /// <inheritdoc/>
        public override int Count => Values.Length;

        /// <inheritdoc/>
        public override SettingValue this[int index] => Values[index];

        /// <inheritdoc/>
        public bool Equals(Choice? other) => other is not null && Values.SequenceEqual(other.Values);

        /// <inheritdoc/>
        public override int GetHashCode() => Values.Length;
    }

    /// <summary>Evenly spread numbers; the ends are points. One point stands at the lower end.</summary>
    public sealed record Uniform(double Low, double High, int Points) : AxisRange
    {
        /// <inheritdoc/>
        public override int Count => Points;

        /// <inheritdoc/>
        public override SettingValue this[int index] =>
            SettingValue.Of(Spread.Round(Spread.At(Low, High, index, Points)));
    }

    /// <summary>Numbers whose logarithms are evenly spread; the ends are points. One point stands at the lower end.</summary>
    public sealed record LogUniform(double Low, double High, int Points) : AxisRange
    {
        /// <inheritdoc/>
        public override int Count => Points;

        /// <inheritdoc/>
        public override SettingValue this[int index] =>
            SettingValue.Of(Spread.Round(Math.Exp(Spread.At(Math.Log(Low), Math.Log(High), index, Points))));
    }
}

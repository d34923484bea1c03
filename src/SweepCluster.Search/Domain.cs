using System.Collections.Immutable;

namespace SweepCluster.Search;

/// <summary>The values of a parameter.</summary>
public abstract record Domain
{
    /// <summary>Number of points for a grid; at least 1.</summary>
    public abstract int Count { get; }

    /// <summary>Whether some of its values are words.</summary>
    public virtual bool IsWord => false;

    /// <summary>The value at a point, from 0.</summary>
    public abstract SettingValue this[int index] { get; }

    /// <summary>Values written out, in the order of the file.</summary>
    public sealed record Choice(ImmutableArray<SettingValue> Values) : Domain
    {
        /// <inheritdoc/>
        public override int Count => Values.Length;

        /// <inheritdoc/>
        public override bool IsWord => Values.Any(value => value.IsWord);

        /// <inheritdoc/>
        public override SettingValue this[int index] => Values[index];

        /// <inheritdoc/>
        public bool Equals(Choice? other) => other is not null && Values.SequenceEqual(other.Values);

        /// <inheritdoc/>
        public override int GetHashCode() => Values.Length;
    }

    /// <summary>Numbers of an interval.</summary>
    /// <param name="Low">The lower end, itself a point; if there is only one point, this is it.</param>
    /// <param name="High">The upper end, itself a point.</param>
    /// <param name="Points">Number of points for a grid.</param>
    public abstract record Interval(double Low, double High, int Points) : Domain
    {
        /// <summary>Instead of a number of points: any number between the ends.</summary>
        public const int Continuous = 0;

        /// <summary>Whether it takes any number between its ends, of whole ones if only those will do.</summary>
        public bool IsContinuous => Points == Continuous;

        /// <summary>Whether only whole numbers will do: points are rounded to them.</summary>
        public bool IsWhole { get; init; }

        /// <inheritdoc/>
        public override int Count => Points;

        /// <inheritdoc/>
        public override SettingValue this[int index]
        {
            get
            {
                var value = Spread.Round(At(index));
                return SettingValue.Of(IsWhole ? Math.Round(value, MidpointRounding.AwayFromZero) : value);
            }
        }

        /// <summary>A point, before any rounding.</summary>
        protected abstract double At(int index);
    }

    /// <summary>Evenly spread numbers.</summary>
    public record Uniform(double Low, double High, int Points) : Interval(Low, High, Points)
    {
        /// <inheritdoc/>
        protected override double At(int index) => Spread.At(Low, High, index, Points);
    }

    /// <summary>Numbers whose logarithms are evenly spread.</summary>
    public record LogUniform(double Low, double High, int Points) : Interval(Low, High, Points)
    {
        /// <inheritdoc/>
        protected override double At(int index) => Math.Exp(Spread.At(Math.Log(Low), Math.Log(High), index, Points));
    }

    /// <summary>Evenly spread whole numbers.</summary>
    public sealed record IntegerUniform : Uniform
    {
        /// <summary>Whole numbers of an interval.</summary>
        public IntegerUniform(double low, double high, int points)
            : base(low, high, points) => IsWhole = true;
    }

    /// <summary>Whole numbers whose logarithms are evenly spread.</summary>
    public sealed record IntegerLogUniform : LogUniform
    {
        /// <summary>Whole numbers of an interval.</summary>
        public IntegerLogUniform(double low, double high, int points)
            : base(low, high, points) => IsWhole = true;
    }

    /// <summary>The lower end and whatever lies whole steps above it, as far as the upper end.</summary>
    /// <param name="Low">The lower end.</param>
    /// <param name="High">The upper end, itself a point if it lies whole steps above the lower one.</param>
    /// <param name="Step">From one point to the next; greater than 0.</param>
    public sealed record Stepped(double Low, double High, double Step) : Interval(Low, High, PointsOf(Low, High, Step))
    {
        // So that ten steps of 0.1 fit between 0 and 1 for all that 0.1 is a little more than a tenth.
        private const double Slack = 1e-9;

        /// <summary>How many points there are; as many as can be counted if there are more.</summary>
        public static int PointsOf(double low, double high, double step) =>
            (int)Math.Min(Math.Floor((high - low) / step + Slack) + 1, int.MaxValue);

        /// <inheritdoc/>
        protected override double At(int index) => Low + index * Step;
    }
}

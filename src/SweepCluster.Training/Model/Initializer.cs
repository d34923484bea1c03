using System.Collections.Immutable;

namespace SweepCluster.Training.Model;

/// <summary>Where weights or biases start.</summary>
public abstract record Initializer
{
    /// <summary>Uniform in ±√(6/(fan_in + fan_out)) (Glorot and Bengio 2010).</summary>
    public sealed record GlorotUniform : Initializer;

    /// <summary>All zeros.</summary>
    public sealed record Zeros : Initializer;

    /// <summary>All ones.</summary>
    public sealed record Ones : Initializer;

    /// <summary>Gaussian with mean 0 and standard deviation 0.05, Keras' default.</summary>
    public sealed record RandomNormal : Initializer;

    /// <summary>The numbers themselves; a kernel's row by row (feature by feature, its units side by side).</summary>
    public sealed record Explicit(ImmutableArray<double> Values) : Initializer
    {
        /// <inheritdoc/>
        public bool Equals(Explicit? other) => other is not null && Values.SequenceEqual(other.Values);

        /// <inheritdoc/>
        public override int GetHashCode() => Values.Length;
    }
}

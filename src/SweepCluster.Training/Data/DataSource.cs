using System.Collections.Immutable;

namespace SweepCluster.Training.Data;

/// <summary>Where a data set comes from.</summary>
public abstract record DataSource
{
    /// <summary>The file that the data are read from; null if they are drawn.</summary>
    public virtual string? File => null;

    /// <summary>The same columns out of a copy of the file; what is drawn stays as it is.</summary>
    /// <param name="path">The copy.</param>
    public abstract DataSource ReadFrom(string path);

    /// <summary>
    /// Features uniform in [0, 1) and a target that is an exact rule of the last two, plus Gaussian noise.
    /// </summary>
    /// <param name="Target">The rule.</param>
    /// <param name="Rows">Rows to draw.</param>
    /// <param name="Features">Columns to draw, at least 4 for both rules to have x2 and x3.</param>
    /// <param name="Noise">Standard deviation of the noise on y.</param>
    public sealed record Synthetic(SyntheticTarget Target, int Rows, int Features, double Noise) : DataSource
    {
        /// <inheritdoc/>
        public override DataSource ReadFrom(string path) => this;
    }

    /// <summary>Named columns of a CSV file with a header.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Features">Feature columns, in the order of the weights.</param>
    /// <param name="Targets">Target columns, one per unit.</param>
    public sealed record Csv(string Path, ImmutableArray<string> Features, ImmutableArray<string> Targets) : DataSource
    {
        /// <inheritdoc/>
        public override string File => Path;

        /// <inheritdoc/>
        public override DataSource ReadFrom(string path) => this with { Path = path };

        /// <inheritdoc/>
        public bool Equals(Csv? other) => other is not null && Path == other.Path
            && Features.SequenceEqual(other.Features) && Targets.SequenceEqual(other.Targets);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Path, Features.Length, Targets.Length);
    }

    /// <summary>Windows of consecutive samples of one column predict a later sample.</summary>
    /// <param name="Path">A CSV file with a header.</param>
    /// <param name="Column">The column of samples, in time order.</param>
    /// <param name="Window">Samples per row, oldest first: features x0 … x(window−1).</param>
    /// <param name="Horizon">The target is the sample this many steps after the last of the window; at least 1.</param>
    public sealed record Series(string Path, string Column, int Window, int Horizon) : DataSource
    {
        /// <inheritdoc/>
        public override string File => Path;

        /// <inheritdoc/>
        public override DataSource ReadFrom(string path) => this with { Path = path };
    }
}

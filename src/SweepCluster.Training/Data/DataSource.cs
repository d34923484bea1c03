using System.Collections.Immutable;
using SweepCluster.Problems;

namespace SweepCluster.Training.Data;

/// <summary>Where a data set comes from.</summary>
public abstract record DataSource
{
    /// <summary>The file that the data are read from; null if they are drawn.</summary>
    public virtual string? File => null;

    /// <summary>Feature columns, in the order of the weights.</summary>
    public abstract ImmutableArray<string> FeatureNames { get; }

    /// <summary>Target columns, one per unit.</summary>
    public abstract ImmutableArray<string> TargetNames { get; }

    /// <summary>Whether rows follow one another in time, so that only the last of them can be held out.</summary>
    public virtual bool IsInOrder => false;

    /// <summary>How many numbers are drawn; 0 if they are in a file.</summary>
    public virtual double NumbersDrawn => 0;

    /// <summary>The same columns out of a copy of the file; what is drawn stays as it is.</summary>
    /// <param name="path">The copy.</param>
    public abstract DataSource ReadFrom(string path);

    /// <summary>Draws or reads the whole data set.</summary>
    /// <param name="seed">The sweep's seed; only what is drawn depends on it.</param>
    /// <param name="limit">How large it may be; what fits into an array if left out.</param>
    /// <exception cref="InvalidInputException">
    /// The source or its file is wrong, or the data set is too large.
    /// </exception>
    public DataSet Load(long seed, DataLimit? limit = null) => Read(seed, limit ?? DataLimit.Arrays);

    /// <summary>
    /// <see cref="DataFingerprint"/> of the data set in the file, in a few megabytes of memory however large it is.
    /// </summary>
    /// <remarks>The file is read several times, and must not change meanwhile.</remarks>
    /// <exception cref="InvalidInputException">The file is wrong.</exception>
    /// <exception cref="NotSupportedException">There is no file.</exception>
    public virtual string FingerprintOfFile() => throw new NotSupportedException("Such data are drawn.");

    /// <summary>Draws or reads the whole data set, or throws as <see cref="Load"/> does.</summary>
    protected abstract DataSet Read(long seed, DataLimit limit);

    /// <summary>x0, x1, … for features that have no name of their own.</summary>
    protected static ImmutableArray<string> Numbered(int count) => [.. Enumerable.Range(0, count).Select(j => $"x{j}")];
}

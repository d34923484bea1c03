using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Objectives.Tables;

/// <summary>A kind of data source: its block of the sweep file, and its words.</summary>
internal abstract class SourceBlock
{
    /// <summary>The most features that a sweep file may ask for.</summary>
    protected const int MostFeatures = 1024;

    /// <summary>The block's name in <c>dataset</c>.</summary>
    public abstract string Word { get; }

    /// <summary>The keys that it knows.</summary>
    public abstract ImmutableArray<string> Keys { get; }

    /// <summary>Whether a source is of this kind.</summary>
    public abstract bool Covers(DataSource source);

    /// <summary>Reads the block.</summary>
    public abstract DatasetReading Read(Block block, FileFinder files);

    /// <summary>Writes the keys of a source.</summary>
    public abstract void Write(DataSource source, HoconWriter lines, Func<string, string> nameFile);

    /// <summary>In a few words, for a headline.</summary>
    /// <param name="source">The source.</param>
    /// <param name="nameFile">Gives the name to show for a file's path.</param>
    public abstract string Brief(DataSource source, Func<string, string> nameFile);

    /// <summary>How many rows of which columns were read, and from where.</summary>
    public virtual string Told(DataSource source, DataSet data) =>
        $"{DataWords.Rows(data.Rows)} of {DataWords.Columns("feature", data.FeatureNames)} and "
        + DataWords.Columns("target", data.TargetNames)
        + (source.File is { } file ? $" from {DataWords.FileName(file)}" : ", drawn");

    /// <summary>What was read of a block.</summary>
    protected static DatasetReading Reading(DataSource source, int? features, int? targets, Origin origin) =>
        new(new DataSpec(source, 0, false), features, targets, origin);
}

/// <summary>A kind of data source.</summary>
/// <typeparam name="T">Its type.</typeparam>
internal abstract class SourceBlock<T> : SourceBlock
    where T : DataSource
{
    /// <inheritdoc/>
    public sealed override bool Covers(DataSource source) => source is T;

    /// <inheritdoc/>
    public sealed override void Write(DataSource source, HoconWriter lines, Func<string, string> nameFile) =>
        Write((T)source, lines, nameFile);

    /// <inheritdoc/>
    public sealed override string Brief(DataSource source, Func<string, string> nameFile) =>
        Brief((T)source, nameFile);

    /// <inheritdoc cref="Write(DataSource, HoconWriter, Func{string, string})"/>
    protected abstract void Write(T source, HoconWriter lines, Func<string, string> nameFile);

    /// <inheritdoc cref="Brief(DataSource, Func{string, string})"/>
    protected abstract string Brief(T source, Func<string, string> nameFile);
}

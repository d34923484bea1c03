using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Objectives.Tables;

/// <summary>Reads the <c>dataset</c> block.</summary>
/// <param name="Files">Finds files.</param>
internal sealed record DatasetReader(FileFinder Files)
{
    /// <summary>Reads the block.</summary>
    public DatasetReading Read(Block dataset)
    {
        var source = Source(dataset.OnlyKnownKeys());
        var validation = dataset.Read("validation",
            ValueParsers.Number("a fraction from 0 up to, but not including, 1", x => x is >= 0 and < 1), 0);
        var standardize = dataset.Read("standardize", ValueParsers.Switch, false);
        // A wrong fraction still means that rows are held out: it must not cause a second message.
        var fraction = validation.IsSound ? validation.Value : 0.5;
        return source with { Data = new DataSpec(source.Data.Source, fraction, standardize.Value) };
    }

    private DatasetReading Source(Block dataset)
    {
        var given = SourceCatalog.All.Where(block => dataset.Find(block.Word) is not null).ToList();
        if (given.Count == 1)
            return Source(dataset, given[0]);
        if (given.Count == 0 && dataset.IsSound)
            dataset.Refuse("", dataset.Origin, $"no data: write one of {Choice}");
        foreach (var second in given.Skip(1).Select(block => block.Word))
        {
            var first = given[0].Word;
            dataset.Refuse(second, dataset.OriginOf(second),
                $"a second source of data beside {first} ({dataset.OriginOf(first).Where}): keep one of the two");
        }

        foreach (var each in given)
            Source(dataset, each);
        return new DatasetReading(Unread, null, null, dataset.Origin);
    }

    private static string Choice
    {
        get
        {
            var blocks = SourceCatalog.All.Select(block => $"{block.Word} {{ ... }}").ToList();
            return $"{string.Join(", ", blocks.SkipLast(1))} and {blocks[^1]}";
        }
    }

    private static DataSpec Unread { get; } = new(new SyntheticSource(default, 1, 4, 0), 0, false);

    private DatasetReading Source(Block dataset, SourceBlock source) =>
        source.Read(dataset.Inner(source.Word).OnlyKnownKeys(), Files);
}

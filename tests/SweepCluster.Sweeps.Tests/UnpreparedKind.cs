using System.Collections.Immutable;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;

namespace SweepCluster.Sweeps.Tests;

/// <summary>A kind of objective that no file speaks of, and whose trials are not evaluated.</summary>
internal abstract class UnpreparedKind(string word) : IObjectiveKind
{
    public string Word => word;

    public ImmutableArray<KnownBlock> Blocks => [];

    public IParameterRules Parameters => throw new NotSupportedException();

    public IOutcomeCodec Codec => throw new NotSupportedException();

    public ObjectiveSpec Read(Block sweep, SearchSpaceReading space, FileFinder files) =>
        throw new NotSupportedException();

    public abstract ObjectiveSchema SchemaOf(SweepSpec spec);

    public IObjective Prepare(SweepSpec spec, DataSet? data, Workplace place) => throw new NotSupportedException();
}

using System.Collections.Immutable;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Tests;

/// <summary>An additional kind of objective for tests of its codec: a trial tosses coins.</summary>
internal sealed class TossKind : IObjectiveKind, IOutcomeCodec
{
    private TossKind()
    {
    }

    public static TossKind Instance { get; } = new();

    public string Word => "toss";

    public ImmutableArray<KnownBlock> Blocks => [];

    public IParameterRules Parameters => throw new NotSupportedException();

    public IOutcomeCodec Codec => this;

    public ObjectiveSpec Read(Block sweep, SearchSpaceReading space, FileFinder files) =>
        throw new NotSupportedException();

    public ObjectiveSchema SchemaOf(SweepSpec spec) => throw new NotSupportedException();

    public IObjective Prepare(SweepSpec spec, DataSet? data, Workplace place) => throw new NotSupportedException();

    public byte[] Encode(TrialOutcome outcome) => BitConverter.GetBytes(((Outcome)outcome).Heads);

    public TrialOutcome DecodeOutcome(ReadOnlySpan<byte> bytes) => new Outcome(BitConverter.ToInt32(bytes));

    public byte[] Encode(TrialCheckpoint checkpoint) => BitConverter.GetBytes(((Checkpoint)checkpoint).Heads);

    public TrialCheckpoint DecodeCheckpoint(ReadOnlySpan<byte> bytes) => new Checkpoint(BitConverter.ToInt32(bytes));

    public sealed record Outcome(int Heads) : TrialOutcome
    {
        public override string Kind => Instance.Word;

        public override int Steps => 1;

        public override bool Diverged => false;

        public override long RoughBytes => sizeof(int);

        public override double Metric(int index) => Heads;

        public override ImmutableArray<double> Curve(int index) => [];
    }

    public sealed record Checkpoint(int Heads) : TrialCheckpoint
    {
        public override string Kind => Instance.Word;

        public override int Steps => 1;

        public override long Bytes => sizeof(int);
    }
}

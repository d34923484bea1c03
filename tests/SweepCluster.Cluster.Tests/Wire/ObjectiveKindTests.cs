using Google.Protobuf;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Wire;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Tests;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Cluster.Tests.Wire;

/// <summary>Results and checkpoints keep their kind of objective on the wire and in stores.</summary>
public sealed class ObjectiveKindTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Lease Lease =
        new(3, new(5, 2), 4, new SlotRequest("host:1/2a", 6, 7), Noon, Noon.AddSeconds(15));

    private static readonly ResultSegment Segment = new(5, [new TossKind.Outcome(3), new TossKind.Outcome(4)]);
    private static readonly PackCheckpoint Checkpoint =
        new(5, [new TossKind.Checkpoint(1), new TossKind.Checkpoint(2)]);

    private static readonly PackCompleted Completed = new(Lease, [Segment], [], 1.5, Noon);
    private static readonly PartCompleted Part = new(Lease, Lease.Range, [Segment], [], 1.5, Noon);
    private static readonly WorkerProtocol.ReportPack Report =
        new("tosses", Lease, 5, new PackOutcome([], Segment.Outcomes), 1.5);

    private static readonly WorkerProtocol.RenewLease Renewal = new("tosses", Lease, Checkpoint);
    private static readonly SweepProtocol.SweepResultsPart Results = new(
        "tosses", new ResultsPart([Segment], [], [], [], null, null), new ResultsCursor(0, 1, 0, 0), true);

    private readonly JournalSerializer _journal = new(null!);
    private readonly WireSerializer _wire = new(null!);

    [Fact]
    public void Results_in_a_journal_keep_their_kind()
    {
        Same(Segment, Assert.Single(Journaled(Completed).Segments));
        Same(Segment, Assert.Single(Journaled(Part).Segments));
    }

    [Fact]
    public void Results_on_the_wire_keep_their_kind()
    {
        Same(Segment, new ResultSegment(5, Sent(Report).Outcome.Trials));
        Same(Segment, Assert.Single(Sent(Results).Part.Segments));
    }

    [Fact]
    public void Checkpoints_on_the_wire_and_in_stores_keep_their_kind()
    {
        Assert.Equal(Checkpoint.Trials, Sent(Renewal).Checkpoint!.Trials);
        Assert.Equal(Checkpoint.Trials, CheckpointBytes.Read(CheckpointBytes.Of(Checkpoint))!.Trials);
    }

    [Fact]
    public void A_kind_without_references_gets_none()
    {
        Assert.Empty(Journaled(Completed).References);
        Assert.Empty(Journaled(Part).References);
        Assert.Empty(Sent(Report).Outcome.References);
        Assert.Empty(Sent(Results).Part.References);
    }

    [Fact]
    public void Results_and_checkpoints_of_an_unknown_kind_are_refused_and_the_kind_named()
    {
        var completed = Cluster.Journal.Format.PackCompleted.Parser.ParseFrom(
            SealedEvent.Open(_journal.ToBinary(Completed), "completed.1"));
        completed.Segments[0].Kind = "dice";
        var part = Cluster.Journal.Format.PartCompleted.Parser.ParseFrom(
            SealedEvent.Open(_journal.ToBinary(Part), "part-completed.1"));
        part.Segments[0].Kind = "dice";
        var report = Cluster.Wire.Format.ReportPack.Parser.ParseFrom(_wire.ToBinary(Report));
        report.Kind = "dice";
        var results = Cluster.Wire.Format.SweepResultsPart.Parser.ParseFrom(_wire.ToBinary(Results));
        results.Segments[0].Kind = "dice";
        var renewal = Cluster.Wire.Format.AboutLeaseWithCheckpoint.Parser.ParseFrom(_wire.ToBinary(Renewal));
        renewal.Checkpoint.Kind = "dice";

        IsRefused(() => _journal.FromBinary(SealedEvent.Write(completed, "completed.1"), "completed.1"));
        IsRefused(() => _journal.FromBinary(SealedEvent.Write(part, "part-completed.1"), "part-completed.1"));
        IsRefused(() => _wire.FromBinary(report.ToByteArray(), _wire.Manifest(Report)));
        IsRefused(() => _wire.FromBinary(results.ToByteArray(), _wire.Manifest(Results)));
        IsRefused(() => _wire.FromBinary(renewal.ToByteArray(), _wire.Manifest(Renewal)));
        IsRefused(() => CheckpointBytes.Read(SealedEvent.Write(renewal.Checkpoint, "checkpoint.1")));
    }

    [Fact]
    public void Results_and_checkpoints_without_a_kind_are_linear_ones_of_an_older_release()
    {
        var linear = Report with { Outcome = Example.PackOf(Lease.Range) };
        var report = Cluster.Wire.Format.ReportPack.Parser.ParseFrom(_wire.ToBinary(linear));
        Assert.Equal("linear", report.Kind);
        report.Kind = "";
        var renewal = Cluster.Wire.Format.AboutLeaseWithCheckpoint.Parser.ParseFrom(_wire.ToBinary(
            Renewal with { Checkpoint = Simulation.SimulatedTrials.CheckpointOf(Lease.Range, 2) }));
        Assert.Equal("linear", renewal.Checkpoint.Kind);
        renewal.Checkpoint.Kind = "";

        var read = (WorkerProtocol.ReportPack)_wire.FromBinary(report.ToByteArray(), _wire.Manifest(Report));
        Assert.Equal(ExactJson.Of(linear), ExactJson.Of(read));
        var renewed = (WorkerProtocol.RenewLease)_wire.FromBinary(renewal.ToByteArray(), _wire.Manifest(Renewal));
        Assert.All(renewed.Checkpoint!.Trials, trial => Assert.Equal(2, Assert.IsType<LinearCheckpoint>(trial).Steps));
    }

    // Older releases had one reference value, in a field of its own, and a zero took no bytes.
    [Fact]
    public void A_zero_that_an_older_release_left_out_is_read_as_zero()
    {
        var pack = Example.PackOf(Lease.Range);
        ResultSegment[] segments = [new(5, pack.Trials)];
        var completed = (Cluster.Journal.Format.PackCompleted)EventFormat.ToWire(
            Completed with { Segments = [.. segments] });
        completed.Segments[0].Kind = "";
        var part = (Cluster.Journal.Format.PartCompleted)EventFormat.ToWire(Part with { Segments = [.. segments] });
        part.Segments[0].Kind = "";
        var report = Cluster.Wire.Format.ReportPack.Parser.ParseFrom(
            _wire.ToBinary(Report with { Outcome = pack with { References = [] } }));
        report.Kind = "";
        var read = (WorkerProtocol.ReportPack)_wire.FromBinary(report.ToByteArray(), _wire.Manifest(Report));

        Assert.Equal([0.0], ((PackCompleted)_journal.FromBinary(completed.ToByteArray(), "completed.1")).References);
        Assert.Equal([0.0], ((PartCompleted)_journal.FromBinary(part.ToByteArray(), "part-completed.1")).References);
        Assert.Equal([0.0], read.Outcome.References);
    }

    // An older coordinator may get a newer worker's report, and an older release may read a newer one's journal.
    [Fact]
    public void Older_releases_find_the_reference_value_in_its_old_field()
    {
        var pack = Example.PackOf(Lease.Range);
        ResultSegment[] segments = [new(5, pack.Trials)];
        var completed = Completed with { Segments = [.. segments], References = [0.25] };
        var part = Part with { Segments = [.. segments], References = [0.25] };
        var results = Results with { Part = Results.Part with { References = [0.25] } };

        Assert.Equal(0.25, Number(3, _journal.ToBinary(completed)));
        Assert.Equal(0.25, Number(4, _journal.ToBinary(part)));
        Assert.Equal(0.25, Number(5, _wire.ToBinary(Report with { Outcome = pack })));
        Assert.Equal(0.25, Number(5, _wire.ToBinary(results)));
    }

    private static void Same(ResultSegment expected, ResultSegment actual)
    {
        Assert.Equal(expected.Start, actual.Start);
        Assert.Equal(expected.Outcomes, actual.Outcomes);
    }

    private static void IsRefused(Action read) =>
        Assert.Equal("This version knows no objective 'dice'.", Assert.Throws<InvalidDataException>(read).Message);

    // The value of a field if its type is double, or else null.
    private static double? Number(int field, byte[] bytes)
    {
        using var input = new CodedInputStream(bytes);
        double? found = null;
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.Fixed64))
                found = input.ReadDouble();
            else
                input.SkipLastField();
        }

        return found;
    }

    private T Journaled<T>(T written)
        where T : notnull => (T)_journal.FromBinary(_journal.ToBinary(written), _journal.Manifest(written));

    private T Sent<T>(T message)
        where T : notnull => (T)_wire.FromBinary(_wire.ToBinary(message), _wire.Manifest(message));
}

using System.Runtime.Serialization;
using Akka.Actor;
using Google.Protobuf;
using SweepCluster.Cluster.Forming;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Wire;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cluster.Tests.Wire;

public sealed class WireSerializerTests
{
    private static readonly DataHash Hash = DataHash.Of(new byte[32]);
    private static readonly Guid Id = new("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly SlotRequest SlotRequest = new("host:1/ab", 3, 17);
    private static readonly Lease Lease = new(5, new TrialRange(100, 2), 2, SlotRequest, At, At.AddSeconds(15));
    private static readonly Account Account = new(10, 4, 1, 2, 1, 2);
    private static readonly SweepStatus Status =
        new("example", SweepPhase.Paused, Account, 7, 2, 3, At, "the journal cannot be written",
            new Highlights(
                [1, 2, 3, 4, 5],
                [new TopTrial(7, 0.5), new TopTrial(2, 0.75) { Proposed = Example.Round.Trials[0] }]))
        {
            IsAccountKnown = false,
            SecondsLeft = 12.5,
            Course = new SweepCourse("rmse", TimeSpan.FromSeconds(90), At, "threw") { Kind = "linear" },
        };

    private static readonly PackCheckpoint Checkpoint = new(100,
    [
        new LinearCheckpoint(new LaneCheckpoint { State = [1, 2], EpochRmse = [0.5], EpochValidationRmse = [0.25] }),
        new LinearCheckpoint(new LaneCheckpoint
        {
            State = [3, double.NaN],
            EpochRmse = [],
            EpochValidationRmse = [],
            DivergedAtUpdate = 7,
        }),
    ]);

    private static readonly TrialLog Log = new(2, true, new LogText(5, [1, 0, 255], 9), LogText.Empty);

    private static readonly INetworkMessage[] Messages =
    [
        new SweepProtocol.SubmitSweep("example", "f", Example.Text, 2),
        new SweepProtocol.GetResultsPart("example", new ResultsCursor(1, 2, 3, 4)),
        new SweepProtocol.GetTrialLog("example", 7, new LogCursor(2, 5, -3)),
        new SweepProtocol.TrialLogReply("example", Log),
        new SweepProtocol.PauseSweep("example"),
        new SweepProtocol.ResumeSweep("example"),
        new SweepProtocol.CancelSweep("example"),
        new SweepProtocol.RetryTrials("example", "r", RetryWhich.Both),
        new SweepProtocol.ListSweeps(),
        new SweepProtocol.GetStatus("example"),
        new SweepProtocol.ListNodes(),
        new SweepProtocol.SweepAccepted("example"),
        new SweepProtocol.SweepRefused("example", "why"),
        new SweepProtocol.Done("example"),
        new SweepProtocol.SweepResultsPart(
            "example",
            new ResultsPart(
                [new ResultSegment(4, [Example.OutcomeOf(4), Example.OutcomeOf(5)])],
                [new FailedTrial(9, "threw")],
                [new Attempt(new TrialRange(4, 2), 2, "host:1/ab", At, 0.5, AttemptOutcome.Failed, "threw")],
                [0.25],
                4,
                EndReason.TimeUp)
            {
                Rounds = [Example.Round],
            },
            new ResultsCursor(0, 1, 1, 1, 1),
            true),
        new SweepProtocol.SweepInterrupted("example", "why") { Kind = OutageKind.Damage },
        new SweepProtocol.UnknownSweep("example"),
        new SweepProtocol.SweepList([Status]),
        new SweepProtocol.StatusReply("example", Status, Example.Text, "f"),
        new SweepProtocol.NodeList(
            [new NodeStatus("host:1", "worker", "up", 4, 2, 3.5e8) { Gpus = 3, AllowsPrograms = true }]),
        new WorkerProtocol.PullPack(SlotRequest, 4) { Speaks = new ProtocolRange(3, 5), Gpus = 2 },
        new WorkerProtocol.TellThroughput("host:1/0a", 3.5e8)
        {
            Problem = "the disk is full", Slots = 3, Busy = [0, 2], Gpus = 2,
        },
        new WorkerProtocol.RenewLease("example", Lease, Checkpoint),
        new WorkerProtocol.ReportPack(
            "example", Lease, 4, new PackOutcome([0.25], [Example.OutcomeOf(4), Example.OutcomeOf(5)]), 1.5)
        {
            LeavesRest = true,
            TrialSeconds = [0.5, 1],
            Logs = [new KeptLog(5, Log)],
        },
        new WorkerProtocol.ReportFailure("example", Lease, "threw")
        {
            Place = 0,
            Logs = [new KeptLog(100, Log)],
        },
        new WorkerProtocol.ReadLog("example", "f", 7, LogCursor.Tail),
        new WorkerProtocol.HandBack("example", Lease, Checkpoint),
        new WorkerProtocol.YieldPart("example", Lease, Checkpoint),
        new WorkerProtocol.SplitPack("example", Lease, 3, 0.5),
        new WorkerProtocol.TellProgress("example", Lease, new LeaseProgress(3, 0.25, 7.5)),
        new WorkerProtocol.PackGranted(
            "example", Lease, SweepFileReader.Parse(Example.Text, "a sweep", []), "f", Checkpoint)
        {
            WantsProgress = true,
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Proposed = Example.Round.Trials,
        },
        new WorkerProtocol.NothingOpen(SlotRequest),
        new WorkerProtocol.Unfit(SlotRequest, new ProtocolRange(3, 5)),
        new WorkerProtocol.WorkAvailable(),
        new WorkerProtocol.Recorded("example", Lease, 4),
        new WorkerProtocol.LeaseLost("example", Lease),
        new DataProtocol.BeginUpload(Hash, Id, 9),
        new DataProtocol.UploadChunk(Hash, Id, 3, new byte[] { 1, 2 }),
        new DataProtocol.UploadAt(Hash, Id, 5),
        new DataProtocol.DataStored(Hash),
        new DataProtocol.UploadRefused(Hash, "no room") { MayPass = true },
        new DataProtocol.UnknownUpload(Hash, Id),
        new DataProtocol.ForgetData(Hash),
        new DataProtocol.ReadChunk(Hash, 5, 7),
        new DataProtocol.Chunk(Hash, 5, 9, new byte[] { 3 }),
        new DataProtocol.UnknownData(Hash),
        new NodeIdentity.Identify(),
        new NodeIdentity.Answer("host:1", true, ["host:1", "host:2"]),
    ];

    // Only actors in the coordinator's own process send or receive these.
    private static readonly Type[] InProcess =
    [
        typeof(SweepProtocol.FollowSweep), typeof(SweepProtocol.GetResults),
        typeof(SweepProtocol.SweepProgress), typeof(SweepProtocol.SweepResultsReply),
    ];

    public static TheoryData<string> Names => [.. Messages.Select(message => message.GetType().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_is_read_as_it_was_written(string name)
    {
        var message = Messages.Single(m => m.GetType().Name == name);
        var serializer = new WireSerializer(null!);
        var bytes = serializer.ToBinary(message);
        var read = serializer.FromBinary(bytes, serializer.Manifest(message));

        Assert.IsType(message.GetType(), read);
        Assert.Equal(bytes, serializer.ToBinary(read));
        if (message is not (SweepProtocol.Done or WorkerProtocol.WorkAvailable or NodeIdentity.Identify
            or SweepProtocol.ListSweeps or SweepProtocol.ListNodes))
            Assert.NotEmpty(bytes);
    }

    [Theory]
    [InlineData(OutageKind.Failure)]
    [InlineData(OutageKind.Waiting)]
    [InlineData(OutageKind.Damage)]
    [InlineData(OutageKind.OtherVersion)]
    public void An_interruption_says_how_the_journal_is_out_of_use(OutageKind kind)
    {
        var serializer = new WireSerializer(null!);
        var interrupted = new SweepProtocol.SweepInterrupted("example", "why") { Kind = kind };

        Assert.Equal(
            interrupted,
            serializer.FromBinary(serializer.ToBinary(interrupted), serializer.Manifest(interrupted)));
    }

    [Fact]
    public void A_status_is_read_in_full_and_what_an_older_coordinator_omits_is_unknown()
    {
        var serializer = new WireSerializer(null!);
        var older = Cluster.Wire.Format.SweepList.Parser.ParseFrom(
            serializer.ToBinary(new SweepProtocol.SweepList([Status])));
        older.Sweeps[0].Course = null;
        older.Sweeps[0].ClearSecondsLeft();
        older.Sweeps[0].AccountUnknown = false;
        var manifest = serializer.Manifest(new SweepProtocol.SweepList([]));

        Assert.Equal(Status, Read(serializer.ToBinary(new SweepProtocol.SweepList([Status]))));
        Assert.Equal(
            Status with { Course = SweepCourse.Unknown, SecondsLeft = null, IsAccountKnown = true },
            Read(older.ToByteArray()));

        SweepStatus Read(byte[] bytes) => ((SweepProtocol.SweepList)serializer.FromBinary(bytes, manifest)).Sweeps[0];
    }

    [Fact]
    public void Every_message_between_processes_is_on_the_list()
    {
        var declared = typeof(INetworkMessage).Assembly.GetTypes()
            .Where(type => typeof(INetworkMessage).IsAssignableFrom(type))
            .Where(type => type is { IsInterface: false, IsAbstract: false })
            .Where(type => !typeof(INoSerializationVerificationNeeded).IsAssignableFrom(type))
            .Except(InProcess);

        Assert.Equal(
            declared.Select(type => type.FullName).Order(StringComparer.Ordinal),
            Messages.Select(message => message.GetType().FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_message_about_a_lease_leaves_out_stays_out()
    {
        Assert.Null(Sent(new WorkerProtocol.ReportFailure("example", Lease, "threw")).Place);
        Assert.Null(Sent(new WorkerProtocol.YieldPart("example", Lease, null)).Rest);
        Assert.Empty(Sent(new WorkerProtocol.ReportPack(
            "example", Lease, 4, new PackOutcome([0.25], [Example.OutcomeOf(4)]), 1.5)).TrialSeconds);
    }

    private static T Sent<T>(T message)
        where T : class
    {
        var serializer = new WireSerializer(null!);
        return (T)serializer.FromBinary(serializer.ToBinary(message), serializer.Manifest(message));
    }

    [Fact]
    public void Manifests_are_short_and_unique()
    {
        var serializer = new WireSerializer(null!);
        var manifests = Messages.Select(serializer.Manifest).ToList();

        Assert.Equal(manifests.Count, manifests.Distinct().Count());
        Assert.All(manifests, manifest => Assert.InRange(manifest.Length, 3, 16));
    }

    // Version 0.2 wrote such pulls.
    [Fact]
    public void A_pull_without_a_protocol_version_has_the_first_one()
    {
        var pull = new Cluster.Wire.Format.PullPack
        {
            SlotRequest = new Cluster.Wire.Format.SlotRequest { Worker = "host:1/ab", Slot = 3, Pull = 17 },
            Slots = 4,
        };

        Assert.Equal(
            new WorkerProtocol.PullPack(SlotRequest, 4) { Speaks = new ProtocolRange(1, 1) },
            new WireSerializer(null!).FromBinary(pull.ToByteArray(), "pull.1"));
    }

    [Fact]
    public void Unlisted_types_and_manifests_are_neither_written_nor_read()
    {
        var serializer = new WireSerializer(null!);

        Assert.Throws<SerializationException>(() => serializer.ToBinary("text"));
        Assert.Throws<SerializationException>(() => serializer.FromBinary([], "System.String"));
    }
}

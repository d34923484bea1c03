using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Sql;
using Akka.TestKit.Xunit;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Register;
using static SweepCluster.Cluster.Register.RegisterEvents;

namespace SweepCluster.Cluster.Tests.Journal;

public sealed class SqliteJournalSpecs : TestKit
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SweepAdmitted First = new("first", "f1", "text 1", 2, Noon);
    private static readonly SweepAdmitted Second = new("second", "f2", "text 2", 3, Noon);
    private readonly string _folder;

    public SqliteJournalSpecs()
        : this(Directory.CreateTempSubdirectory("sweepcluster-").FullName)
    {
    }

    private SqliteJournalSpecs(string folder)
        : base(Ours(folder)) => _folder = folder;

    private IActorRef Journal => Persistence.Instance.Apply(Sys).JournalFor(null);

    [Fact]
    public void Events_are_read_in_their_order_and_within_the_requested_bounds()
    {
        Write(Event(1, First), Event(2, new SweepReopened("first")), Event(3, Second));

        Assert.Equal([First, new SweepReopened("first"), Second], Read(1, long.MaxValue, long.MaxValue));
        Assert.Equal([new SweepReopened("first")], Read(2, 2, long.MaxValue));
        Assert.Equal([First, new SweepReopened("first")], Read(1, long.MaxValue, 2));
    }

    [Fact]
    public void If_the_number_of_one_event_is_taken_none_of_a_write_is_written()
    {
        Write(Event(1, First));
        Journal.Tell(new WriteMessages([Event(2, Second), Event(1, Second)], TestActor, 1));

        ExpectMsg<WriteMessagesFailed>();
        ReceiveN(2);
        Assert.Equal([First], Read(1, long.MaxValue, long.MaxValue));
    }

    [Fact]
    public void Deleted_events_are_no_longer_read_and_their_numbers_are_not_reused()
    {
        Write(Event(1, First), Event(2, Second));
        Journal.Tell(new DeleteMessagesTo("sweeps", 2, TestActor));
        ExpectMsg<DeleteMessagesSuccess>();

        Assert.Equal([], Read(1, long.MaxValue, long.MaxValue, last: 2));
    }

    [Fact]
    public async Task This_journal_and_Akka_Persistence_Sql_go_on_with_files_of_each_other()
    {
        await Keep(Library(_folder), SweepRegister.Empty, First);
        await Keep(Ours(_folder), SweepRegister.Empty.Apply(First), Second);
        await Keep(Library(_folder), SweepRegister.Empty.Apply(First).Apply(Second), new SweepReopened("first"));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_folder, recursive: true);
    }

    private static Config Ours(string folder) => JournalConfiguration.Sqlite(folder).WithFallback(Actors);

    private static Config Actors => NodeConfiguration.Serialization
        .WithFallback(Quiet.Config)
        .WithFallback(ConfigurationFactory.ParseString(
            """
            akka.actor.provider = cluster
            akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
            """));

    private static Config Library(string folder) => ConfigurationFactory.ParseString(
        $$"""
        akka.persistence.journal.plugin = "akka.persistence.journal.sql"
        akka.persistence.journal.sql {
          class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
          provider-name = "SQLite.MS"
          connection-string = "Data Source={{Path.Combine(folder, "journal.db")}};Pooling=false"
          auto-initialize = true
        }
        akka.persistence.snapshot-store.plugin = "akka.persistence.no-snapshot-store"
        """).WithFallback(SqlPersistence.DefaultConfiguration).WithFallback(Actors);

    private static AtomicWrite Event(long number, IRegisterEvent registerEvent) =>
        new(new Persistent(registerEvent, number, "sweeps", writerGuid: "writer"));

    private async Task Keep(Config config, SweepRegister known, IRegisterEvent next)
    {
        using var system = ActorSystem.Create("register", config);
        var parent = CreateTestProbe(system);
        var keeper = parent.ChildActorOf(
            Props.Create<RegisterKeeper>(), cancellationToken: TestContext.Current.CancellationToken);
        var recovered = parent.ExpectMsg<RegisterKeeper.Recovered>(Quiet.Patience);
        Assert.Equal(known.Sweeps, recovered.Register.Sweeps);
        keeper.Tell(next);
        Assert.Equal(next, parent.ExpectMsg<RegisterKeeper.Kept>(Quiet.Patience).Event);
        await system.Terminate();
    }

    private void Write(params AtomicWrite[] events)
    {
        Journal.Tell(new WriteMessages(events, TestActor, 1));
        ExpectMsg<WriteMessagesSuccessful>(Quiet.Patience);
        foreach (var written in events)
            Assert.Equal(written.LowestSequenceNr, ExpectMsg<WriteMessageSuccess>().Persistent.SequenceNr);
    }

    private List<object> Read(long from, long to, long most, long? last = null)
    {
        Journal.Tell(new ReplayMessages(from, to, most, "sweeps", TestActor));
        var read = new List<object>();
        while (ExpectMsg<IJournalResponse>() is ReplayedMessage message)
            read.Add(message.Persistent.Payload);
        Journal.Tell(new ReplayMessages(long.MaxValue, long.MaxValue, 0, "sweeps", TestActor));
        var ended = ExpectMsg<RecoverySuccess>();
        Assert.Equal(last ?? ended.HighestSequenceNr, ended.HighestSequenceNr);
        return read;
    }
}

using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit;
using Microsoft.Data.Sqlite;
using Npgsql;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Settings;
using SweepCluster.Cluster.Tests.Checkpoints;
using SweepCluster.Cluster.Tests.Data;
using SweepCluster.Cluster.TrialLogs;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Tests.Journal;

/// <summary>A coordinator whose journal holds a damaged sweep besides others.</summary>
[Trait("Needs", "Linux")]
public sealed class DamagedSweepSpecs(PostgresServer postgres) : TestKit(Quiet.Config)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    [Fact]
    public async Task A_damaged_sweep_in_SQLite_is_named_and_the_others_go_on()
    {
        var file = Path.Combine(_folder, JournalConfiguration.FileName);
        await OnlyTheDamagedSweepStops(new StoreSettings.InFolder(_folder), file, () =>
        {
            using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
            connection.Open();
            using var read = connection.CreateCommand();
            read.CommandText =
                "SELECT message FROM journal WHERE persistence_id = 'sweep-bad' AND manifest LIKE '%completed.1'";
            var message = (byte[])read.ExecuteScalar()!;
            message[message.Length / 2] ^= 1;
            using var write = connection.CreateCommand();
            write.CommandText =
                "UPDATE journal SET message = $message "
                + "WHERE persistence_id = 'sweep-bad' AND manifest LIKE '%completed.1'";
            write.Parameters.AddWithValue("$message", message);
            Assert.Equal(1, write.ExecuteNonQuery());
        });
    }

    [Fact]
    public async Task A_damaged_sweep_in_PostgreSQL_is_named_and_the_others_go_on()
    {
        var database = postgres.NewDatabase();
        await OnlyTheDamagedSweepStops(new StoreSettings.InPostgreSql(database), "checksum", () =>
        {
            using var source = NpgsqlDataSource.Create(database);
            using var write = source.CreateCommand(
                """
                UPDATE journal
                SET message = set_byte(message, length(message) / 2, get_byte(message, length(message) / 2) # 1)
                WHERE persistence_id = 'sweep-bad' AND manifest LIKE '%completed.1'
                """);
            Assert.Equal(1, write.ExecuteNonQuery());
        });
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OnlyTheDamagedSweepStops(StoreSettings store, string named, Action damage)
    {
        var config = JournalConfiguration.For(store).WithFallback(ConfigurationFactory.ParseString(
            """
            akka.actor.provider = cluster
            akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
            """)).WithFallback(NodeConfiguration.Serialization).WithFallback(Quiet.Config);
        using (var before = ActorSystem.Create("before", config))
        {
            var (coordinator, client) = (Coordinator(before), CreateTestProbe(before));
            foreach (var sweepId in (string[])["bad", "good"])
            {
                Submit(client, coordinator, sweepId);
                if (sweepId == "bad")
                    Train(before, coordinator);
            }

            await before.Terminate();
        }

        damage();
        using var after = ActorSystem.Create("after", config);
        var again = Coordinator(after);
        var asker = CreateTestProbe(after);
        AwaitAssert(
            () =>
            {
                var phases = List(again, asker).Select(sweep => sweep.Phase);
                Assert.Equal([SweepPhase.Interrupted, SweepPhase.Queued], phases);
            },
            Quiet.Patience);
        var problem = List(again, asker)[0].Problem;

        Assert.Contains("the journal is damaged", problem, StringComparison.Ordinal);
        Assert.Contains(named, problem, StringComparison.Ordinal);
        Assert.Empty(List(again, asker)[1].Problem);
        asker.Send(again, new SweepProtocol.PauseSweep("bad"));
        Assert.Equal(
            OutageKind.Damage, asker.ExpectMsg<SweepProtocol.SweepInterrupted>(Quiet.Patience).Kind);
        Assert.Equal("good", Pull(after, again).Granted.SweepId);
        await after.Terminate();
    }

    // While a database is slow to begin, the coordinator tells the client to wait, and the client asks again.
    private void Submit(TestProbe client, IActorRef coordinator, string sweepId) => AwaitCondition(
        () =>
        {
            client.Send(coordinator, new SweepProtocol.SubmitSweep(sweepId, "f", Example.Text, 1));
            return client.ExpectMsg<SweepProtocol.IReply>(Quiet.Patience) is SweepProtocol.SweepAccepted;
        },
        Quiet.Patience);

    private static IActorRef Coordinator(ActorSystem system) =>
        system.ActorOf(Props.Create(() =>
            new SweepCoordinator(
                TimeProvider.System, ProtocolRange.Ours, new CheckpointsInMemory(), NoLogStore.Instance, false)));

    private void Train(ActorSystem system, IActorRef coordinator)
    {
        var (worker, pack) = Pull(system, coordinator);
        var range = pack.Lease.Range;
        worker.Send(
            coordinator,
            new WorkerProtocol.ReportPack(pack.SweepId, pack.Lease, range.Start, Example.PackOf(range), 1));
        worker.FishForMessage<WorkerProtocol.Recorded>(_ => true, Quiet.Patience);
    }

    private (TestProbe Worker, WorkerProtocol.PackGranted Granted) Pull(ActorSystem system, IActorRef coordinator)
    {
        var worker = CreateTestProbe(system);
        worker.Send(coordinator, new WorkerProtocol.PullPack(new SlotRequest("worker", 0, 1), 1));
        return (worker, worker.FishForMessage<WorkerProtocol.PackGranted>(_ => true, Quiet.Patience));
    }

    private static ImmutableArray<SweepStatus> List(IActorRef coordinator, TestProbe asker)
    {
        asker.Send(coordinator, new SweepProtocol.ListSweeps());
        return asker.ExpectMsg<SweepProtocol.SweepList>(Quiet.Patience).Sweeps;
    }
}

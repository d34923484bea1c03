using Npgsql;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Settings;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Cluster.Tests.Journal;

/// <summary>How long a journal's session in a shared database may block others.</summary>
[Trait("Needs", "Linux")]
public sealed class JournalSessionTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_coordinator_that_falls_silent_during_a_write_does_not_block_the_journal_for_another()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var database = postgres.NewDatabase();
        var journal = JournalConfiguration.For(new StoreSettings.InPostgreSql(database))
            .GetString("akka.persistence.journal.sql.connection-string");
        await using var silent = NpgsqlDataSource.Create(journal);
        await using var other = NpgsqlDataSource.Create(database);
        await using (var create = other.CreateCommand("create table journal (ordering bigint)"))
            await create.ExecuteNonQueryAsync(cancellation);
        await using var connection = await silent.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var write = new NpgsqlCommand("insert into journal values (1)", connection, transaction))
            await write.ExecuteNonQueryAsync(cancellation);

        await using var open = other.CreateCommand(
            "alter table journal add unique (ordering); select count(*) from journal");
        Assert.Equal(0L, await open.ExecuteScalarAsync(cancellation));
    }
}

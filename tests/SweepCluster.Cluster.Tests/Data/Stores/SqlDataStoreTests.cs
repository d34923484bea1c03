using Npgsql;
using SweepCluster.Cluster.Data.Stores;

namespace SweepCluster.Cluster.Tests.Data.Stores;

[Trait("Needs", "Linux")]
public sealed class SqlDataStoreTests(PostgresServer postgres) : DataStoreContract, IDisposable
{
    private readonly string _database = postgres.NewDatabase();
    private readonly List<SqlDataStore> _stores = [];

    public void Dispose() => _stores.ForEach(store => store.Dispose());

    [Fact]
    public void Data_that_one_coordinator_stores_are_there_for_another()
    {
        var (one, other) = (Open(), Open());
        var bytes = Bytes.Of(1, 1000);
        one.Put(bytes);

        Assert.Equal(bytes, other.Get(Bytes.Hash(bytes)));
    }

    [Fact]
    public async Task Several_coordinators_may_start_and_store_the_same_data_at_the_same_time()
    {
        var bytes = Bytes.Of(2, 3 * SqlDataStore.RowBytes);
        var stores = new SqlDataStore[4];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
            () =>
            {
                stores[i] = new SqlDataStore(_database);
                stores[i].Put(bytes);
            },
            TestContext.Current.CancellationToken)));
        _stores.AddRange(stores);

        Assert.Equal(bytes, stores[3].Get(Bytes.Hash(bytes)));
        Assert.Equal(0, Leftovers());
    }

    [Fact]
    public void An_upload_whose_coordinator_loses_the_database_leaves_nothing()
    {
        var upload = Open().Begin(Bytes.Hash([1]), 2 * SqlDataStore.RowBytes);
        upload.Append(0, new byte[SqlDataStore.RowBytes]);
        Query("select count(pg_terminate_backend(pid)) from pg_stat_activity where state = 'idle in transaction'");

        Assert.ThrowsAny<NpgsqlException>(() =>
            upload.Append(SqlDataStore.RowBytes, new byte[SqlDataStore.RowBytes]));
        upload.Dispose();
        Assert.Equal(0, Leftovers());
    }

    protected override IDataStore Open()
    {
        _stores.Add(new SqlDataStore(_database));
        return _stores[^1];
    }

    protected override long Leftovers() => Query(
        "select count(*) from sweep_data_chunk c "
        + "where not exists (select from sweep_data d where d.upload = c.upload)");

    private long Query(string sql)
    {
        using var database = NpgsqlDataSource.Create(_database);
        using var command = database.CreateCommand(sql);
        return (long)command.ExecuteScalar()!;
    }
}

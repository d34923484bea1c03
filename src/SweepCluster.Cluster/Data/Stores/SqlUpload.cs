using Npgsql;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Data.Stores;

/// <summary>Data on their way into PostgreSQL: one transaction, one row per chunk.</summary>
internal sealed class SqlUpload : DataUpload
{
    private readonly Guid _id = Guid.NewGuid();
    private readonly byte[] _chunk = new byte[SqlDataStore.RowBytes];
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private int _filled;
    private int _place;

    public SqlUpload(NpgsqlDataSource database, DataHash hash, long length)
        : base(hash, length)
    {
        _connection = database.OpenConnection();
        _transaction = _connection.BeginTransaction();
    }

    protected override void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, _chunk.Length - _filled)];
            piece.CopyTo(_chunk.AsSpan(_filled));
            _filled += piece.Length;
            bytes = bytes[piece.Length..];
            if (_filled == _chunk.Length)
                Insert();
        }
    }

    protected override void Store()
    {
        if (_filled > 0)
            Insert();
        if (Claim())
            _transaction.Commit();
        else
            _transaction.Rollback();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        _transaction.Dispose();
        _connection.Dispose();
    }

    private void Insert()
    {
        using var command = new NpgsqlCommand(
            "insert into sweep_data_chunk values ($1, $2, $3)", _connection, _transaction);
        command.Parameters.Add(new() { Value = _id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _place++ });
        command.Parameters.Add(new() { Value = new ArraySegment<byte>(_chunk, 0, _filled) });
        command.ExecuteNonQuery();
        _filled = 0;
    }

    // The first upload to commit gets the name. The other's rows hold the same bytes and are not needed.
    private bool Claim()
    {
        using var command = new NpgsqlCommand(
            "insert into sweep_data values ($1, $2, $3) on conflict do nothing", _connection, _transaction);
        command.Parameters.Add(new() { Value = Hash.ToBytes() });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Length });
        command.Parameters.Add(new() { Value = _id });
        return command.ExecuteNonQuery() == 1;
    }
}

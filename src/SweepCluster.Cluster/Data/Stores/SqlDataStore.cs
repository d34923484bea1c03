using Npgsql;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Data.Stores;

/// <summary>Keeps data in PostgreSQL, for coordinators that share a database.</summary>
/// <remarks>
/// Data are rows of <see cref="RowBytes"/> bytes, the last one shorter. An upload is one transaction: when
/// its coordinator or its connection ends, the database removes it.
/// </remarks>
public sealed class SqlDataStore : IDataStore, IDisposable
{
    /// <summary>Bytes of a row. Part of the storage format.</summary>
    public const int RowBytes = 256 * 1024;

    private const string Schema =
        """
        create table if not exists sweep_data (hash bytea primary key, length bigint not null, upload uuid not null);
        create table if not exists sweep_data_chunk (
          upload uuid not null, place int not null, bytes bytea not null, primary key (upload, place));
        alter table sweep_data_chunk alter column bytes set storage external;
        """;

    private readonly NpgsqlDataSource _database;

    /// <summary>Opens a database; makes the tables if they are missing.</summary>
    /// <param name="connectionString">For Npgsql.</param>
    /// <exception cref="NpgsqlException">The database cannot be used.</exception>
    public SqlDataStore(string connectionString)
    {
        _database = NpgsqlDataSource.Create(connectionString);
        SqlTables.Make(_database, Schema);
    }

    /// <inheritdoc/>
    public long? LengthOf(DataHash hash)
    {
        using var command = _database.CreateCommand("select length from sweep_data where hash = $1");
        command.Parameters.Add(new() { Value = hash.ToBytes() });
        return command.ExecuteScalar() as long?;
    }

    /// <inheritdoc/>
    public int Read(DataHash hash, long offset, Span<byte> buffer)
    {
        using var command = _database.CreateCommand(
            """
            select place, bytes from sweep_data join sweep_data_chunk using (upload)
            where hash = $1 and place between $2 and $3 order by place
            """);
        command.Parameters.Add(new() { Value = hash.ToBytes() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PlaceOf(offset) });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PlaceOf(offset + buffer.Length) });
        using var rows = command.ExecuteReader();
        var read = 0;
        while (rows.Read() && read < buffer.Length)
        {
            var start = offset + read - ((long)rows.GetInt32(0) * RowBytes);
            var bytes = rows.GetFieldValue<byte[]>(1).AsSpan();
            if (start >= bytes.Length)
                break;
            bytes = bytes[(int)start..];
            bytes = bytes[..Math.Min(bytes.Length, buffer.Length - read)];
            bytes.CopyTo(buffer[read..]);
            read += bytes.Length;
        }

        return read;
    }

    /// <inheritdoc/>
    public DataUpload Begin(DataHash hash, long length) => new SqlUpload(_database, hash, length);

    /// <inheritdoc/>
    public void Forget(DataHash hash)
    {
        using var command = _database.CreateCommand(
            """
            with gone as (delete from sweep_data where hash = $1 returning upload)
            delete from sweep_data_chunk where upload in (select upload from gone)
            """);
        command.Parameters.Add(new() { Value = hash.ToBytes() });
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static int PlaceOf(long offset) => (int)Math.Min(offset / RowBytes, int.MaxValue);
}

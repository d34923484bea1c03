using Npgsql;

namespace SweepCluster.Cluster.Data.Stores;

/// <summary>Tables of a PostgreSQL database, made when they are first used if they are missing.</summary>
internal sealed class SqlTables : IDisposable
{
    // Keeps two coordinators from making tables of one database at the same time: one would fail.
    private const string Lock = "select pg_advisory_xact_lock(4701);";

    private readonly NpgsqlDataSource _database;
    private readonly Lazy<bool> _made;

    /// <summary>For a database; connects when it is first used.</summary>
    /// <param name="connectionString">For Npgsql.</param>
    /// <param name="schema">Statements that make the tables unless they are there.</param>
    public SqlTables(string connectionString, string schema)
    {
        _database = NpgsqlDataSource.Create(connectionString);
        _made = new Lazy<bool>(
            () =>
            {
                Make(_database, schema);
                return true;
            },
            LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Makes tables, under a lock until they are made.</summary>
    /// <param name="database">The database.</param>
    /// <param name="schema">Statements that make them unless they are there.</param>
    /// <exception cref="NpgsqlException">The database cannot be used.</exception>
    public static void Make(NpgsqlDataSource database, string schema)
    {
        using var connection = database.OpenConnection();
        using var transaction = connection.BeginTransaction();
        using (var command = new NpgsqlCommand($"{Lock} {schema}", connection, transaction))
            command.ExecuteNonQuery();
        transaction.Commit();
    }

    /// <summary>A command with the values of its parameters.</summary>
    public NpgsqlCommand Command(string text, params object[] values)
    {
        _ = _made.Value;
        var command = _database.CreateCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}

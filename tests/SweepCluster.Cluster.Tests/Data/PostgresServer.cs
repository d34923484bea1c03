using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using SweepCluster.Cluster.Tests.Data;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace SweepCluster.Cluster.Tests.Data;

/// <summary>A real PostgreSQL on a free port; the first test that needs a database starts it.</summary>
public sealed class PostgresServer : IDisposable
{
    // PostgreSQL does not run as root; the account comes with its package.
    private const string Account = "postgres";

    private readonly Lazy<Running> _running;
    private int _databases;

    /// <summary>Made once for all tests for which loopback is enough.</summary>
    public PostgresServer() => _running = new(() => Start(Host));

    /// <summary>The address it listens at; all of its network (/24) may connect.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The connection string of a new, empty database.</summary>
    public string NewDatabase()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        using var database = NpgsqlDataSource.Create(_running.Value.ConnectionString(Account));
        using var command = database.CreateCommand($"create database {name}");
        command.ExecuteNonQuery();
        return _running.Value.ConnectionString(name);
    }

    /// <summary>Stops the server; its databases stay.</summary>
    public void Stop() => _running.Value.Stop();

    /// <summary>Starts a stopped server again at the same address.</summary>
    public void StartAgain() => _running.Value.Start();

    public void Dispose()
    {
        if (_running.IsValueCreated)
            _running.Value.Dispose();
    }

    private static Running Start(string host)
    {
        var folder = Directory.CreateTempSubdirectory("sweepcluster-postgres-").FullName;
        var port = FreePort();
        if (Environment.IsPrivilegedProcess)
            Run("chown", Account, folder);
        Run(AsAccount(
            $"{Programs()}/initdb", "-D", $"{folder}/data", "-A", "trust", "-U", Account, "-E", "UTF8",
            "--locale=C", "--no-sync"));
        File.AppendAllText($"{folder}/data/pg_hba.conf", $"host all all {host}/24 trust\n");
        var running = new Running(folder, host, port);
        running.Start();
        return running;
    }

    private static string Programs() => Directory.EnumerateDirectories("/usr/lib", "postgresql")
        .SelectMany(Directory.EnumerateDirectories).Select(version => $"{version}/bin")
        .Where(folder => File.Exists($"{folder}/postgres")).Max()
        ?? throw new InvalidOperationException("PostgreSQL is missing: install the package postgresql.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static ProcessStartInfo AsAccount(string program, params string[] arguments)
    {
        string[] account = Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--clear-groups", program]
            : [program];
        return new ProcessStartInfo(account[0], [.. account.Skip(1), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/tmp",
        };
    }

    private static void Run(string program, params string[] arguments) => Run(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    });

    private static void Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {error.Result}");
    }

    private sealed class Running(string folder, string host, int port) : IDisposable
    {
        private Process? _server;

        public string ConnectionString(string database) =>
            $"Host={host};Port={port};Username={Account};Database={database}";

        public void Start()
        {
            var ready = new TaskCompletionSource();
            _server = Process.Start(AsAccount(
                $"{Programs()}/postgres", "-D", $"{folder}/data", "-k", folder, "-p", $"{port}",
                "-c", $"listen_addresses={host}", "-c", "fsync=off"))!;
            _server.OutputDataReceived += (_, _) => { };
            _server.ErrorDataReceived += (_, line) => Read(line.Data, ready);
            _server.BeginOutputReadLine();
            _server.BeginErrorReadLine();
            ready.Task.WaitAsync(TimeSpan.FromMinutes(5)).GetAwaiter().GetResult();
        }

        public void Stop()
        {
            if (_server is null)
                return;
            // An interrupt ends the sessions and leaves no shared memory behind, unlike a kill.
            using (var interrupt = Process.Start("kill", ["-INT", $"{_server.Id}"]))
                interrupt.WaitForExit();
            if (!_server.WaitForExit(TimeSpan.FromSeconds(20)))
                _server.Kill(entireProcessTree: true);
            _server.WaitForExit();
            _server.Dispose();
            _server = null;
        }

        public void Dispose()
        {
            Stop();
            Directory.Delete(folder, recursive: true);
        }

        private static void Read(string? line, TaskCompletionSource ready)
        {
            if (line is null)
                ready.TrySetException(new InvalidOperationException("PostgreSQL ended before it was ready."));
            else if (line.Contains("ready to accept connections", StringComparison.Ordinal))
                ready.TrySetResult();
        }
    }
}

using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Benchmarks;

/// <summary>
/// MB/s of a file of 200 MB that goes to a data server in a process of its own and comes back, and the memory of both.
/// </summary>
internal static class DataMeasure
{
    private const int Length = 200_000_000;
    private const int Repetitions = 5;

    /// <summary>Prints a line per repetition, then the peaks of memory.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;
        using var server = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [.. Self, "data-server", folder])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        try
        {
            var address = await server.StandardOutput.ReadLineAsync();
            using (var system = ActorSystem.Create("client", Settings))
            {
                for (var repetition = 0; repetition < Repetitions; repetition++)
                    await RepeatAsync(output, Asking(system, address!), folder, repetition);
            }

            server.StandardInput.Close();
            await output.WriteLineAsync($"server: {await server.StandardOutput.ReadToEndAsync()}client: {Memory()}");
            await server.WaitForExitAsync();
        }
        finally
        {
            if (!server.HasExited)
                server.Kill();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// Serves data out of a folder until its input ends; prints its address, and at the end its peak of memory.
    /// </summary>
    public static async Task ServeAsync(string folder, TextReader input, TextWriter output)
    {
        using var system = ActorSystem.Create("server", Settings);
        system.ActorOf(
            DataServer.Props(new FolderDataStore(Path.Combine(folder, "store")), TimeSpan.FromMinutes(1)),
            DataServerHosting.Name);
        await output.WriteLineAsync(((ExtendedActorSystem)system).Provider.DefaultAddress.ToString());
        await input.ReadToEndAsync();
        await output.WriteLineAsync(Memory());
    }

    private static IEnumerable<string> Self => Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
        ? ["exec", typeof(DataMeasure).Assembly.Location]
        : [];

    private static Config Settings => DataTransferConfiguration.Config
        .WithFallback(NodeConfiguration.Serialization).WithFallback(
        """
        akka.loglevel = ERROR
        akka.actor.provider = remote
        akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        """);

    private static Func<object, TimeSpan, Task<object>> Asking(ActorSystem system, string address)
    {
        var server = system.ActorSelection($"{address}/user/{DataServerHosting.Name}");
        return (message, timeout) => server.Ask<object>(message, timeout);
    }

    private static async Task RepeatAsync(
        TextWriter output, Func<object, TimeSpan, Task<object>> ask, string folder, int seed)
    {
        var path = Path.Combine(folder, "data.csv");
        Write(path, seed);
        var start = Stopwatch.GetTimestamp();
        var hash = DataHash.OfFile(path, CancellationToken.None);
        var hashing = Speed(start);
        start = Stopwatch.GetTimestamp();
        await new DataSender(ask).SendAsync(path, hash, null, CancellationToken.None);
        var up = Speed(start);
        using var cache = new DataCache(Path.Combine(folder, "cache"), Length, () => [ask], TimeProvider.System);
        start = Stopwatch.GetTimestamp();
        (await cache.GetAsync(hash, CancellationToken.None)).Dispose();
        await output.WriteLineAsync($"hash {hashing,5:0} MB/s   up {up,5:0} MB/s   down {Speed(start),5:0} MB/s");
    }

    // On disk before the clock starts: the transfer's time must not include what the system still has to write.
    private static void Write(string path, int seed)
    {
        var random = new Random(seed);
        var piece = new byte[1_000_000];
        using var file = File.Create(path);
        for (var written = 0; written < Length; written += piece.Length)
        {
            random.NextBytes(piece);
            file.Write(piece);
        }

        file.Flush(flushToDisk: true);
    }

    private static double Speed(long start) => Length / 1e6 / Stopwatch.GetElapsedTime(start).TotalSeconds;

    private static string Memory()
    {
        using var self = Process.GetCurrentProcess();
        return $"peak of the process {self.PeakWorkingSet64 / 1e6:0} MB, "
            + $"managed heap with its gaps {GC.GetGCMemoryInfo().TotalCommittedBytes / 1e6:0} MB";
    }
}

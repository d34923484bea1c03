using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Node;

namespace SweepCluster.Benchmarks;

/// <summary>Many simulated workers of one coordinator, in one process and over a few connections.</summary>
internal static class WorkersMeasure
{
    private const int Connections = 4;

    /// <summary>Works until its input ends; prints, four times per second, what was done until then.</summary>
    /// <param name="coordinator">HOST:PORT of a node that runs the coordinator.</param>
    /// <param name="workers">How many workers.</param>
    /// <param name="slots">Slots of each.</param>
    /// <param name="training">How long a pack takes.</param>
    /// <param name="input">Its end ends the measurement.</param>
    /// <param name="output">
    /// Lines of seconds, packs, trials, and seconds that slots were busy, all since the start.
    /// </param>
    public static async Task RunAsync(
        string coordinator, int workers, int slots, TimeSpan training, TextReader input, TextWriter output)
    {
        var account = new WorkAccount();
        var systems = Enumerable.Range(0, Connections).Select(_ => ActorSystem.Create("sweep", Settings)).ToList();
        for (var i = 0; i < workers; i++)
        {
            var system = systems[i % Connections];
            var address = ((ExtendedActorSystem)system).Provider.DefaultAddress;
            var name = $"{address.Host}:{address.Port}/{i}";
            var target = system.ActorSelection($"akka.tcp://sweep@{coordinator}/user/coordinator/coordinator");
            system.ActorOf(Props.Create(() => new SimulatedWorker(name, slots, target, training, account)));
        }

        var end = Task.Run(input.ReadToEnd);
        var start = Stopwatch.GetTimestamp();
        while (await Task.WhenAny(end, Task.Delay(TimeSpan.FromSeconds(0.25))) != end)
        {
            var (packs, trials, seconds) = account.Now;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F3} {packs} {trials} {seconds:F1}"));
            await output.FlushAsync();
        }

        await Task.WhenAll(systems.Select(system => system.Terminate()));
    }

    private static Config Settings => DataTransferConfiguration.Config
        .WithFallback(NodeConfiguration.Serialization).WithFallback(
        """
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.actor.provider = remote
        akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        """);
}

using Akka.Configuration;
using Akka.Event;

namespace SweepCluster.Cluster.Logging;

/// <summary>Writes the actor system's log to standard error: a line a matter, and the same matter once in a row.</summary>
/// <remarks>
/// Not an actor, so that it is there before the first one and after the last: Akka.NET would write stack traces to standard
/// output then, where people read results.
/// </remarks>
public sealed class StandardErrorLogger(TextWriter output) : MinimalLogger
{
    private readonly Lock _gate = new();
    private string? _last;

    /// <summary>Made by Akka.NET from its configuration.</summary>
    public StandardErrorLogger()
        : this(Console.Error)
    {
    }

    /// <summary>Makes it the only logger of an actor system.</summary>
    /// <param name="level">DEBUG, INFO, WARNING, ERROR or OFF.</param>
    public static Config Configuration(string level) => ConfigurationFactory.ParseString(
        $$"""
        akka {
          loglevel = {{level}}
          stdout-loglevel = {{level}}
          stdout-logger-class = "SweepCluster.Cluster.Logging.StandardErrorLogger, SweepCluster.Cluster"
          loggers = ["SweepCluster.Cluster.Logging.StandardErrorLogger, SweepCluster.Cluster"]
        }
        """);

    /// <inheritdoc/>
    protected override void Log(object message)
    {
        if (message is not LogEvent logged || LogLine.Of(logged) is not { } line) return;
        lock (_gate)
        {
            var matter = LogLine.Matter(line);
            if (matter == _last) return;
            _last = matter;
            output.WriteLine($"{logged.Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ} {Level(logged)} {line}");
        }
    }

    private static string Level(LogEvent logged) => logged.LogLevel() switch
    {
        LogLevel.ErrorLevel => "error",
        LogLevel.WarningLevel => "warning",
        LogLevel.InfoLevel => "info",
        _ => "debug",
    };
}

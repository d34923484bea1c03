using Akka.Configuration;
using Akka.Event;

namespace SweepCluster.Cluster.Logging;

/// <summary>Writes the actor system's log to standard error: one line per matter, and none twice in a row.</summary>
/// <remarks>
/// Not an actor, so that it works before the first one starts and after the last one stops: Akka.NET would otherwise
/// write stack traces to standard output then, among the results.
/// </remarks>
public class StandardErrorLogger(TextWriter output) : MinimalLogger
{
    // Akka retries lasting failures more often than this; after a longer silence, a failure is news.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private const int MostLasting = 1000;

    // Anybody who reaches the port can cause any number of lines about connections.
    private const int MostPerKind = 10;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTime> _lasting = [];
    private readonly FewLines _few = new(MostPerKind, Period, TimeProvider.System);
    private string? _last;

    /// <summary>Made by Akka.NET from its configuration.</summary>
    public StandardErrorLogger()
        : this(Console.Error)
    {
    }

    /// <summary>Makes it the only logger of an actor system.</summary>
    /// <param name="level">DEBUG, INFO, WARNING, ERROR or OFF.</param>
    /// <param name="asJson">Whether each line is a JSON object.</param>
    public static Config Configuration(string level, bool asJson = false)
    {
        var type = asJson ? typeof(JsonLinesLogger) : typeof(StandardErrorLogger);
        var logger = $"{type.FullName}, SweepCluster.Cluster";
        return ConfigurationFactory.ParseString(
            $$"""
            akka {
              loglevel = {{level}}
              stdout-loglevel = {{level}}
              stdout-logger-class = "{{logger}}"
              loggers = ["{{logger}}"]
            }
            """);
    }

    /// <inheritdoc/>
    protected override void Log(object message)
    {
        if (message is not LogEvent logged || LogLine.Of(logged) is not { } line) return;
        lock (_gate)
        {
            var matter = LogLine.Matter(line);
            if (StillLasts(matter, logged.Timestamp) || matter == _last) return;
            _last = matter;
            if (LogLine.KindOf(logged, line) is not { } kind || _few.Takes(kind, more => SumUp(logged, line, more)))
                output.WriteLine(Form(logged, line));
        }
    }

    // Tells each unreachable peer once, even if several take turns.
    private bool StillLasts(string matter, DateTime now)
    {
        if (!LogLine.Lasts(matter)) return false;
        if (_lasting.Count >= MostLasting) _lasting.Clear();
        var isSaid = _lasting.TryGetValue(matter, out var before) && now - before < Silence;
        _lasting[matter] = now;
        return isSaid;
    }

    private void SumUp(LogEvent logged, string line, int more)
    {
        lock (_gate)
            output.WriteLine(Form(logged, $"{line} (the last of {more} more like it within a minute)"));
    }

    /// <summary>The text to write for a line.</summary>
    /// <param name="logged">The logged event.</param>
    /// <param name="line">Its text, in one line.</param>
    protected virtual string Form(LogEvent logged, string line) =>
        $"{logged.Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ} {Level(logged)} {line}";

    /// <summary>error, warning, info or debug.</summary>
    protected static string Level(LogEvent logged) => logged.LogLevel() switch
    {
        LogLevel.ErrorLevel => "error",
        LogLevel.WarningLevel => "warning",
        LogLevel.InfoLevel => "info",
        _ => "debug",
    };
}

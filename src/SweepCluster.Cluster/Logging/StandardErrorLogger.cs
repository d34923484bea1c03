using Akka.Configuration;
using Akka.Event;

namespace SweepCluster.Cluster.Logging;

/// <summary>Writes the actor system's log to standard error: a line a matter, and the same matter once in a row.</summary>
/// <remarks>
/// Not an actor, so that it is there before the first one and after the last: Akka.NET would write stack traces to standard
/// output then, where people read results.
/// </remarks>
public class StandardErrorLogger(TextWriter output) : MinimalLogger
{
    // What lasts is tried again more often than this; after a silence it is news.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private const int MostLasting = 1000;

    // Whoever reaches the port can bring about lines about connections, as many as they like.
    private const int MostOfAKind = 10;
    private static readonly TimeSpan OfAKindWithin = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTime> _lasting = [];
    private readonly FewLines _few = new(MostOfAKind, OfAKindWithin, TimeProvider.System);
    private string? _last;

    /// <summary>Made by Akka.NET from its configuration.</summary>
    public StandardErrorLogger()
        : this(Console.Error)
    {
    }

    /// <summary>Makes it the only logger of an actor system.</summary>
    /// <param name="level">DEBUG, INFO, WARNING, ERROR or OFF.</param>
    /// <param name="asJson">Whether a line is a JSON object.</param>
    public static Config Configuration(string level, bool asJson = false)
    {
        var logger = $"{(asJson ? typeof(JsonLinesLogger) : typeof(StandardErrorLogger)).FullName}, SweepCluster.Cluster";
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

    // Of several that cannot be reached each is told once, though they take turns.
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

    /// <summary>What is written for a line.</summary>
    /// <param name="logged">What was logged.</param>
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

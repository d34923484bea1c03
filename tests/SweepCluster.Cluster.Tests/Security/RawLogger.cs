using Akka.Event;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>Keeps all that an actor system logs, from its first word on, unabridged.</summary>
public sealed class RawLogger : MinimalLogger
{
    private static readonly AsyncLocal<TextWriter?> Target = new();

    private readonly TextWriter? _log = Target.Value;

    /// <summary>Where loggers write that are made in this flow of control.</summary>
    public static void To(TextWriter? log) => Target.Value = log;

    protected override void Log(object message) => _log?.WriteLine($"{message}");
}

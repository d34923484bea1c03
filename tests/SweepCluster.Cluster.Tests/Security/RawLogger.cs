using Akka.Event;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>Writes everything that an actor system logs, from its start on and unabridged.</summary>
public sealed class RawLogger : MinimalLogger
{
    private static readonly AsyncLocal<TextWriter?> Target = new();

    private readonly TextWriter? _log = Target.Value;

    /// <summary>Sets the output of loggers that are made in this flow of control.</summary>
    public static void To(TextWriter? log) => Target.Value = log;

    protected override void Log(object message) => _log?.WriteLine($"{message}");
}

using System.Collections.Immutable;
using Akka.Configuration;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Security;

namespace SweepCluster.Cluster.Settings;

/// <summary>The settings of a node of the cluster, or of a client.</summary>
public sealed record NodeSettings
{
    /// <summary>The port; 0 for any free one.</summary>
    public required int Port { get; init; }

    /// <summary>The address that the node binds to and that others use for it.</summary>
    public string Host => Transport.Host;

    /// <summary>Coordinators to join, or to ask.</summary>
    public required ImmutableArray<NodeAddress> Coordinators { get; init; }

    /// <summary>error, warning, info or debug.</summary>
    public required string LogLevel { get; init; }

    /// <summary>Whether the log is JSON, one object per line.</summary>
    public bool LogsJson { get; init; }

    /// <summary>The host, and what protects the connections.</summary>
    public required TransportOptions Transport { get; init; }

    /// <summary>The place of journal and data; null for all but coordinators.</summary>
    public StoreSettings? Store { get; init; }

    /// <summary>Packs trained at the same time; 0 for all but workers.</summary>
    public int Slots { get; init; }

    /// <summary>GPUs that trials may use; null for as many as there are.</summary>
    public int? Gpus { get; init; }

    /// <summary>
    /// Whether sweeps may run programs: on a worker, there; on a coordinator, whether the HTTP API may bring them.
    /// </summary>
    public bool AllowsPrograms { get; init; }

    /// <summary>The only programs that sweeps may run, or folders of them; empty for any.</summary>
    public ImmutableArray<string> AllowedPrograms { get; init; } = [];

    /// <summary>The user that programs run as; null for the node's own.</summary>
    public string? ProgramUser { get; init; }

    /// <summary>The folder for data from coordinators; null for all but workers.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The most bytes that the cache may hold.</summary>
    public long CacheBytes { get; init; }

    /// <summary>How others may observe the node; nothing for a client.</summary>
    public ObservingSettings Observing { get; init; } = ObservingSettings.Nothing;

    /// <summary>The protocol versions that it understands; users cannot set it.</summary>
    public ProtocolRange Speaks { get; init; } = ProtocolRange.Ours;

    /// <summary>Settings of the actor system.</summary>
    public required Config Akka { get; init; }
}

/// <summary>HOST:PORT.</summary>
public sealed record NodeAddress(string Host, int Port)
{
    /// <summary>The host as addresses have it: IPv6 in brackets.</summary>
    public string HostInAddress => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;

    /// <inheritdoc/>
    public override string ToString() => $"{HostInAddress}:{Port}";

    /// <summary>Reads HOST:PORT; null if the text is something else.</summary>
    public static NodeAddress? Parse(string text) => Parse(text, 1);

    /// <summary>Reads HOST:PORT of this machine, with port 0 for any free one; null if it is something else.</summary>
    public static NodeAddress? ParseOwn(string text) => Parse(text, 0);

    // Characters of URLs that no host has.
    private const string NoHost = "/@?#[]";

    private static NodeAddress? Parse(string text, int leastPort)
    {
        var colon = text.LastIndexOf(':');
        var host = colon <= 0 ? "" : text[..colon].Trim().TrimStart('[').TrimEnd(']');
        return host.Length > 0 && !host.Any(c => char.IsWhiteSpace(c) || NoHost.Contains(c))
            && int.TryParse(text[(colon + 1)..], out var port) && port < 65536 && port >= leastPort
            ? new NodeAddress(host, port)
            : null;
    }
}

/// <summary>The place of the journal and of data sets.</summary>
public abstract record StoreSettings
{
    /// <summary>SQLite and files in a folder: one coordinator.</summary>
    public sealed record InFolder(string Folder) : StoreSettings;

    /// <summary>A PostgreSQL database that all coordinators share.</summary>
    public sealed record InPostgreSql(string ConnectionString) : StoreSettings
    {
        /// <summary>Without the password.</summary>
        public override string ToString() => "a PostgreSQL database";
    }
}

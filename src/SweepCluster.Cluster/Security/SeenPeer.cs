namespace SweepCluster.Cluster.Security;

/// <summary>What a TLS handshake showed of the other side, for those who tell why it failed.</summary>
internal sealed class SeenPeer
{
    /// <summary>Whether it showed a certificate.</summary>
    public bool HasCertificate { get; set; }

    /// <summary>Why its certificate is not trusted; null where it is, or where none was shown.</summary>
    public string? Objection { get; set; }
}

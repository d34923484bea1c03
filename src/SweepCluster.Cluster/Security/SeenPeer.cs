namespace SweepCluster.Cluster.Security;

/// <summary>What a TLS handshake showed of the peer, to explain a failure.</summary>
internal sealed class SeenPeer
{
    /// <summary>Whether the peer showed a certificate.</summary>
    public bool HasCertificate { get; set; }

    /// <summary>Why its certificate is not trusted; null if it is, or if there was none.</summary>
    public string? Objection { get; set; }
}

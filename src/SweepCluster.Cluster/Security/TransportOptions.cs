namespace SweepCluster.Cluster.Security;

/// <summary>Where a node is reached, and what protects the way there.</summary>
/// <param name="Host">The name or address that the node binds to and is known by (key <c>host</c>).</param>
/// <param name="Tls">The certificates (keys <c>tls.*</c>); <see cref="TlsOptions.None"/> for plain TCP.</param>
/// <param name="Insecure">Whether plain TCP is wanted although others can reach it (key <c>insecure</c>).</param>
public sealed record TransportOptions(string Host, TlsOptions Tls, bool Insecure)
{
    /// <summary>Whether others call this host, so that the certificate must be for it; a client outside only calls.</summary>
    public bool IsCalled { get; init; } = true;
}

using SweepCluster.Cluster.Security.Certificates;
namespace SweepCluster.Cluster.Security;

/// <summary>A node's host, and what protects its connections.</summary>
/// <param name="Host">The name or address that the node binds to and others know it by (key <c>host</c>).</param>
/// <param name="Tls">The certificates (keys <c>tls.*</c>); <see cref="TlsOptions.None"/> for plain TCP.</param>
/// <param name="Insecure">Whether the user wants plain TCP although others can reach it (key <c>insecure</c>).</param>
public sealed record TransportOptions(string Host, TlsOptions Tls, bool Insecure)
{
    /// <summary>Whether others call this host, so that the certificate must be for it; nobody calls a client.</summary>
    public bool IsCalled { get; init; } = true;
}

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SweepCluster.Cluster.Security.Certificates;
using SweepCluster.Problems;

namespace SweepCluster.Cluster.Security;

/// <summary>Protects a node's web page that others can reach with the node's certificate and its authority.</summary>
public sealed class NodeCertificates
{
    private readonly AuthorityTrust _trust;

    private NodeCertificates(X509Certificate2 own, AuthorityTrust trust) => (Own, _trust) = (own, trust);

    /// <summary>The node's certificate with its key.</summary>
    public X509Certificate2 Own { get; }

    /// <summary>Reads them; null if there is no TLS, or if only this machine reaches the page.</summary>
    /// <param name="options">The transport options of the node.</param>
    /// <param name="host">The address that serves the page.</param>
    /// <exception cref="InvalidInputException">A file cannot be used.</exception>
    public static NodeCertificates? For(TransportOptions options, string host)
    {
        if (options.Tls.IsNone || TransportRules.IsLoopback(host))
            return null;
        var own = CertificateFiles.ReadCertificate(options.Tls);
        return new NodeCertificates(own, new AuthorityTrust(CertificateFiles.ReadAuthority(options.Tls)));
    }

    /// <summary>Whether a caller's certificate is from the cluster's authority.</summary>
    public bool Accepts(X509Certificate2 certificate, SslPolicyErrors errors) =>
        _trust.Objection(certificate, errors) is null;
}

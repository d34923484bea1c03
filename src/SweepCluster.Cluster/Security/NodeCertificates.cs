using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Security;

/// <summary>What protects a web page of a node that others can reach: the node's own certificate and its authority.</summary>
public sealed class NodeCertificates
{
    private readonly AuthorityTrust _trust;

    private NodeCertificates(X509Certificate2 own, AuthorityTrust trust) => (Own, _trust) = (own, trust);

    /// <summary>The node's certificate with its key.</summary>
    public X509Certificate2 Own { get; }

    /// <summary>Reads them; null where the page needs none, because only this machine reaches it or nothing is protected.</summary>
    /// <param name="options">What protects the node.</param>
    /// <param name="host">The address that the page is served at.</param>
    /// <exception cref="InvalidInputException">A file cannot be used.</exception>
    public static NodeCertificates? For(TransportOptions options, string host) =>
        options.Tls.IsNone || TransportRules.IsLoopback(host)
            ? null
            : new(CertificateFiles.ReadCertificate(options.Tls), new AuthorityTrust(CertificateFiles.ReadAuthority(options.Tls)));

    /// <summary>Whether a caller's certificate is of the cluster's authority.</summary>
    public bool Accepts(X509Certificate2 certificate, SslPolicyErrors errors) => _trust.Objection(certificate, errors) is null;
}

using System.Security.Cryptography.X509Certificates;
using SweepCluster.Problems;

namespace SweepCluster.Cluster.Security.Certificates;

/// <summary>The certificate of a server that is no node, such as the dashboard.</summary>
public static class ServerCertificate
{
    /// <summary>Reads it with its private key.</summary>
    /// <exception cref="InvalidInputException">A file is missing or is not what it should be.</exception>
    public static X509Certificate2 Read(TlsOptions options) => CertificateFiles.ReadCertificate(options);
}

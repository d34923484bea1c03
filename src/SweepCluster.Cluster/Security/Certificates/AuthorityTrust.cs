using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Event;

namespace SweepCluster.Cluster.Security.Certificates;

/// <summary>Trusts the certificates of one authority and no others, not even those that the machine trusts.</summary>
internal sealed class AuthorityTrust(X509Certificate2 authority)
{
    // Akka.Remote gives the address of an actor system if we called the peer, and its socket if the peer called us.
    private const string Scheme = "://";

    // RFC 5280, 4.2.1.12. Both, so that a peer's certificate is good in both directions or in none.
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    /// <summary>Decides about a peer's certificate during the handshake, and logs a line if it refuses.</summary>
    /// <param name="certificate">The peer's certificate.</param>
    /// <param name="_">The chain that the machine's own authorities gave; ignored.</param>
    /// <param name="peer">The peer: its socket if it called us, its actor system if we called it.</param>
    /// <param name="errors">What TLS itself found; a mismatch of the host name only if we called.</param>
    /// <param name="log">Takes the line.</param>
    public bool Accepts(
        X509Certificate2? certificate, X509Chain? _, string peer, SslPolicyErrors errors, ILoggingAdapter log)
    {
        var objection = Objection(certificate, errors)
            ?? (peer.Contains(Scheme, StringComparison.Ordinal) ? NodeObjection(certificate!) : null);
        if (objection is not null)
            log.Warning("Refused {0}: {1}", peer, objection);
        return objection is null;
    }

    /// <summary>Why a certificate is not trusted; null if it is.</summary>
    public string? Objection(X509Certificate2? certificate, SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "it has no certificate.";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"its certificate ({certificate.Subject}) is for another host.";
        return ChainObjection(certificate) ?? RoleObjection(certificate);
    }

    /// <summary>Whether each certificate of the authority states its role; if not, a client may run a node.</summary>
    public bool SaysRoles { get; } = CertificateRoles.AreSaidUnder(authority);

    /// <summary>Why a certificate does not make its owner a node; null if it does.</summary>
    public static string? NodeObjection(X509Certificate2 certificate) =>
        CertificateRoles.Of(certificate) == CertificateRole.Client
            ? $"its certificate ({certificate.Subject}) is a client's, not a node's."
            : null;

    private string? RoleObjection(X509Certificate2 certificate) =>
        SaysRoles && CertificateRoles.Of(certificate) == CertificateRole.Unsaid
            ? $"its certificate ({certificate.Subject}) does not say whether it is a node's or a client's, "
                + "as all of this authority do."
            : null;

    private string? ChainObjection(X509Certificate2 certificate)
    {
        using var chain = new X509Chain { ChainPolicy = Policy() };
        if (chain.Build(certificate)) return null;
        var flaws = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, next) => all | next.Status);
        return $"its certificate ({certificate.Subject}) {Explain(flaws, certificate)}";
    }

    private X509ChainPolicy Policy() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { authority },
        ApplicationPolicy = { ServerAuthentication, ClientAuthentication },
        // A private authority keeps no list of revoked certificates: its owner makes a new authority instead.
        RevocationMode = X509RevocationMode.NoCheck,
        // A stranger's certificate must not make us fetch an address it names.
        DisableCertificateDownloads = true,
    };

    private static string Explain(X509ChainStatusFlags flaws, X509Certificate2 certificate)
    {
        const X509ChainStatusFlags foreign = X509ChainStatusFlags.PartialChain
            | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotSignatureValid;
        if ((flaws & foreign) != 0)
            return $"was issued by another authority ({certificate.Issuer}).";
        if (flaws.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return $"is valid from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd} only.";
        return flaws.HasFlag(X509ChainStatusFlags.NotValidForUsage)
            ? "is not for both servers and clients."
            : $"does not hold: {flaws}.";
    }
}

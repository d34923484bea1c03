using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace SweepCluster.Cluster.Security.Certificates;

/// <summary>What a certificate allows its owner.</summary>
internal enum CertificateRole
{
    /// <summary>The certificate does not say: an earlier make-certs.sh or another program made it.</summary>
    Unsaid,

    /// <summary>To be a node or a client of the cluster.</summary>
    Node,

    /// <summary>To be a client only.</summary>
    Client,
}

/// <summary>Reads roles from certificates.</summary>
/// <remarks>deploy/tls/make-certs.sh writes a role as a URI among the alternative names.</remarks>
internal static class CertificateRoles
{
    private const string Node = "sweepcluster:node";
    private const string Client = "sweepcluster:client";

    // In an authority's certificate: all certificates that it signed state their roles.
    private const string Roles = "sweepcluster:roles";
    private const string AlternativeNames = "2.5.29.17";

    // RFC 5280, 4.2.1.6: uniformResourceIdentifier [6] IA5String.
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <summary>The role that a certificate states.</summary>
    public static CertificateRole Of(X509Certificate certificate)
    {
        var names = UrisOf(certificate);
        return names.Contains(Client) ? CertificateRole.Client
            : names.Contains(Node) ? CertificateRole.Node
            : CertificateRole.Unsaid;
    }

    /// <summary>Whether all certificates of an authority state their roles, so that none without is trusted.</summary>
    public static bool AreSaidUnder(X509Certificate2 authority) => UrisOf(authority).Contains(Roles);

    private static List<string> UrisOf(X509Certificate certificate)
    {
        var extension = (certificate as X509Certificate2)?.Extensions[AlternativeNames];
        if (extension is null && certificate is not X509Certificate2)
        {
            using var whole = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
            return UrisOf(whole);
        }

        return extension is null ? [] : Read(extension.RawData);
    }

    private static List<string> Read(byte[] alternativeNames)
    {
        var uris = new List<string>();
        try
        {
            var names = new AsnReader(alternativeNames, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                if (names.PeekTag().HasSameClassAndValue(Uri))
                    uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, Uri));
                else
                    names.ReadEncodedValue();
            }
        }
        catch (AsnContentException)
        {
            // Malformed names state no role.
        }

        return uris;
    }
}

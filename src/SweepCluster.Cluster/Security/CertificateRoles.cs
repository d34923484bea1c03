using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace SweepCluster.Cluster.Security;

/// <summary>What a certificate allows whoever has it.</summary>
internal enum CertificateRole
{
    /// <summary>It does not say: an earlier make-certs.sh made it, or another program.</summary>
    Unsaid,

    /// <summary>To be a node of the cluster, or its client.</summary>
    Node,

    /// <summary>To be its client alone.</summary>
    Client,
}

/// <summary>Reads roles out of certificates: deploy/tls/make-certs.sh writes them as a URI among their alternative names.</summary>
internal static class CertificateRoles
{
    private const string Node = "sweepcluster:node";
    private const string Client = "sweepcluster:client";

    // Of an authority: all that it signed say theirs.
    private const string Roles = "sweepcluster:roles";
    private const string AlternativeNames = "2.5.29.17";

    // RFC 5280, 4.2.1.6: uniformResourceIdentifier [6] IA5String.
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <summary>The role that a certificate says.</summary>
    public static CertificateRole Of(X509Certificate certificate)
    {
        var names = UrisOf(certificate);
        return names.Contains(Client) ? CertificateRole.Client
            : names.Contains(Node) ? CertificateRole.Node
            : CertificateRole.Unsaid;
    }

    /// <summary>Whether every certificate of an authority says its role, so that one without is none of its.</summary>
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
            // No names that say anything.
        }

        return uris;
    }
}

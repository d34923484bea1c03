using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SweepCluster.Problems;

namespace SweepCluster.Cluster.Security.Certificates;

/// <summary>Reads a node's certificate, its password and its authority.</summary>
/// <remarks>No error here carries the password or the text of an exception that may.</remarks>
internal static class CertificateFiles
{
    /// <summary>The certificate with its private key.</summary>
    /// <exception cref="InvalidInputException">A file is missing or is not what it should be.</exception>
    public static X509Certificate2 ReadCertificate(TlsOptions options)
    {
        var password = ReadPassword(options);
        var bytes = ReadFile("tls.certificate", options.Certificate!, File.ReadAllBytes);
        try
        {
            return X509CertificateLoader.LoadPkcs12(bytes, password);
        }
        catch (CryptographicException)
        {
            throw Wrong("tls.certificate", options.Certificate!,
                "is not a PKCS #12 file that opens with this password. Each .pfx has a .password file of its own.");
        }
    }

    /// <summary>The authority's certificate.</summary>
    /// <exception cref="InvalidInputException">The file is missing or holds no certificate.</exception>
    public static X509Certificate2 ReadAuthority(TlsOptions options)
    {
        var bytes = ReadFile("tls.ca", options.Authority!, File.ReadAllBytes);
        try
        {
            return X509CertificateLoader.LoadCertificate(bytes);
        }
        catch (CryptographicException)
        {
            throw Wrong("tls.ca", options.Authority!, "is not a certificate. It is the ca.crt of your cluster.");
        }
    }

    private static string ReadPassword(TlsOptions options)
    {
        if (options.PasswordFile is { } file)
            return ReadFile("tls.password-file", file, path => File.ReadLines(path).FirstOrDefault("").Trim());
        var variable = options.PasswordVariable!;
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } password
            ? password
            : throw Wrong("tls.password-variable", variable, "is not set in the environment.");
    }

    private static T ReadFile<T>(string key, string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Wrong(key, path, File.Exists(path) ? "cannot be read by this user." : "does not exist.");
        }
    }

    private static InvalidInputException Wrong(string key, string subject, string what) =>
        new([new Problem(key, subject, what)]);
}

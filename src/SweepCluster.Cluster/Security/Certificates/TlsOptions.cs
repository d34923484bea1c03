namespace SweepCluster.Cluster.Security.Certificates;

/// <summary>The files of a node's certificate and of the authority that it trusts.</summary>
/// <param name="Certificate">A PKCS #12 file with key and certificate (key <c>tls.certificate</c>).</param>
/// <param name="PasswordFile">A file whose first line is that file's password (key <c>tls.password-file</c>).</param>
/// <param name="PasswordVariable">Or the environment variable that holds it (key <c>tls.password-variable</c>).</param>
/// <param name="Authority">The certificate, in PEM, of the only trusted authority (key <c>tls.ca</c>).</param>
/// <remarks>The password itself must not be here, because options are printed and logged.</remarks>
public sealed record TlsOptions(string? Certificate, string? PasswordFile, string? PasswordVariable, string? Authority)
{
    /// <summary>Plain TCP.</summary>
    public static TlsOptions None { get; } = new(null, null, null, null);

    /// <summary>Whether no key is given at all.</summary>
    public bool IsNone => this == None;
}

namespace SweepCluster.Cluster.Security;

/// <summary>Where a node's certificate lies, and whom it trusts.</summary>
/// <param name="Certificate">A PKCS #12 file with key and certificate (key <c>tls.certificate</c>).</param>
/// <param name="PasswordFile">A file whose first line is that file's password (key <c>tls.password-file</c>).</param>
/// <param name="PasswordVariable">Or the environment variable that holds it (key <c>tls.password-variable</c>).</param>
/// <param name="Authority">The certificate, in PEM, of the one authority that is trusted (key <c>tls.ca</c>).</param>
/// <remarks>The password itself has no place here: options are printed and logged.</remarks>
public sealed record TlsOptions(string? Certificate, string? PasswordFile, string? PasswordVariable, string? Authority)
{
    /// <summary>Plain TCP.</summary>
    public static TlsOptions None { get; } = new(null, null, null, null);

    /// <summary>Whether no key is given at all.</summary>
    public bool IsNone => this == None;
}

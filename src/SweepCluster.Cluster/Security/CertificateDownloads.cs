namespace SweepCluster.Cluster.Security;

/// <summary>Keeps a stranger's certificate from making this process fetch an address that it names.</summary>
internal static class CertificateDownloads
{
    /// <summary>To be called before the first handshake; it holds for the whole process.</summary>
    /// <remarks>
    /// While it builds the chain of a caller's certificate, .NET 10 downloads missing issuers, before anyone is asked
    /// whether the caller is trusted, and Akka.Remote leaves no way to say otherwise; .NET 11 no longer does
    /// (https://github.com/dotnet/runtime/pull/125049). With a limit of 0 bytes its downloader does not come to be.
    /// </remarks>
    public static void Forbid() => AppContext.SetData("System.Security.Cryptography.AiaDownloadLimit", 0L);
}

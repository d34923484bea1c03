namespace SweepCluster.Cluster.Security.Certificates;

/// <summary>Keeps a stranger's certificate from making this process fetch an address that it names.</summary>
internal static class CertificateDownloads
{
    /// <summary>Call this before the first handshake; it holds for the whole process.</summary>
    /// <remarks>
    /// While .NET 10 builds the chain of a caller's certificate, it downloads missing issuers, before it asks anybody
    /// whether the caller is trusted, and Akka.Remote cannot prevent that. .NET 11 no longer does so
    /// (https://github.com/dotnet/runtime/pull/125049). With a limit of 0 bytes .NET does not create its downloader.
    /// </remarks>
    public static void Forbid() => AppContext.SetData("System.Security.Cryptography.AiaDownloadLimit", 0L);
}

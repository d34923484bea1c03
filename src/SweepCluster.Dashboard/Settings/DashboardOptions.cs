using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SweepCluster.Dashboard.Settings;

/// <summary>Where the dashboard listens, and who is let in.</summary>
/// <param name="Listen">The address; port 0 for any free one.</param>
/// <param name="Token">What callers must know; null asks nobody, which only loopback allows.</param>
/// <param name="Certificate">With its private key; null for plain HTTP.</param>
public sealed record DashboardOptions(IPEndPoint Listen, string? Token = null, X509Certificate2? Certificate = null)
{
    /// <summary>Where it listens unless told otherwise.</summary>
    public const int UsualPort = 8080;

    /// <summary>Whether another port will do if this one is taken.</summary>
    public bool AnyPort { get; init; }

    /// <summary>The address that people use if a reverse proxy forwards their requests; null without one.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The path of that address, without a slash at its end; empty for a host's root.</summary>
    public string PathBase => PublicUrl?.AbsolutePath.TrimEnd('/') ?? "";

    /// <summary>Whether browsers reach it over TLS.</summary>
    public bool IsSecure => PublicUrl is { } url ? url.Scheme == Uri.UriSchemeHttps : Certificate is not null;

    /// <summary>Whether only this machine can reach the address.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Listen.Address);
}

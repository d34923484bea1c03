using System.Net;
using SweepCluster.Problems;

namespace SweepCluster.Cluster.Security;

/// <summary>Checks that transport options are safe and complete; reads no files.</summary>
internal static class TransportRules
{
    /// <summary>All problems with the options.</summary>
    public static IReadOnlyList<Problem> Check(TransportOptions options) =>
        options.Tls.IsNone ? CheckPlain(options) : [.. CheckTls(options)];

    /// <summary>Whether only this machine can reach the host.</summary>
    /// <remarks>It does not look up names: of them only localhost counts.</remarks>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether others can reach the host without TLS, and the user has not said that this is wanted.</summary>
    public static bool IsOpen(TransportOptions options) =>
        options.Tls.IsNone && !options.Insecure && !IsLoopback(options.Host);

    private static Problem[] CheckPlain(TransportOptions options) =>
        !IsOpen(options)
            ? []
            :
            [
                new Problem("host", options.Host,
                    "others can reach this address, and there is no TLS. Make certificates with "
                    + $"deploy/tls/make-certs.sh certs {options.Host} and set tls.certificate, tls.password-file and "
                    + "tls.ca; or set insecure = on where everyone on the network may run sweeps."),
            ];

    private static IEnumerable<Problem> CheckTls(TransportOptions options)
    {
        var tls = options.Tls;
        if (options.Insecure)
            yield return new Problem("insecure", "on", "contradicts tls.*: take one of them away.");
        if (tls.Certificate is null)
            yield return Missing("tls.certificate", "the .pfx file of this node");
        if (tls.Authority is null)
            yield return Missing("tls.ca", "the ca.crt file of your cluster");
        if (tls.PasswordFile is null && tls.PasswordVariable is null)
            yield return Missing("tls.password-file", "the .password file of this node (or tls.password-variable)");
        if (tls.PasswordFile is not null && tls.PasswordVariable is not null)
            yield return new Problem("tls.password-variable", "", "tls.password-file is set too: keep one of them.");
    }

    private static Problem Missing(string key, string what) =>
        new(key, "", $"is missing: give {what}, as made by deploy/tls/make-certs.sh.");
}

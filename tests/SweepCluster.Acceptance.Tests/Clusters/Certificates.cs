using System.Diagnostics;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>Certificates as deploy/tls makes them.</summary>
internal static class Certificates
{
    /// <summary>Makes an authority and a certificate for each host, and one for clients.</summary>
    public static async Task Make(string folder, params string[] hosts)
    {
        using var made = Process.Start(
            "bash", [Path.Combine(Repository.Root, "deploy", "tls", "make-certs.sh"), folder, .. hosts]);
        await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, made.ExitCode);
    }

    /// <summary>The options that have a node use one of them.</summary>
    public static IEnumerable<string> Options(string folder, string name) =>
        Keys(folder, name).SelectMany(key => new[] { "--set", $"tls.{key}" });

    /// <summary>The keys of the tls block, with their values.</summary>
    public static string[] Keys(string folder, string name) =>
    [
        $"certificate=\"{Path.Combine(folder, $"{name}.pfx")}\"",
        $"password-file=\"{Path.Combine(folder, $"{name}.password")}\"",
        $"ca=\"{Path.Combine(folder, "ca.crt")}\"",
    ];
}

using System.Diagnostics;

namespace SweepCluster.Acceptance.Tests.Clusters.Machines;

/// <summary>Certificates made by deploy/tls/make-certs.sh.</summary>
internal static class Certificates
{
    /// <summary>Makes an authority and a certificate for each host, and one for clients.</summary>
    public static async Task Make(string folder, params string[] hosts)
    {
        using var script = Process.Start(
            "bash", [Path.Combine(Repository.Root, "deploy", "tls", "make-certs.sh"), folder, .. hosts]);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, script.ExitCode);
    }

    /// <summary>The options that make a node use one of the certificates.</summary>
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

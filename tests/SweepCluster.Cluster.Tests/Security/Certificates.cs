using System.Diagnostics;
using SweepCluster.Cluster.Security.Certificates;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>Two authorities from <c>deploy/tls/make-certs.sh</c>: ours and a stranger's.</summary>
public sealed class Certificates : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    public Certificates()
    {
        Make(Ours, "127.0.0.1", "other.example.org");
        Make(Foreign, "127.0.0.1");
    }

    public string Ours => Path.Combine(_folder, "ours");

    public string Foreign => Path.Combine(_folder, "foreign");

    public static string Script { get; } =
        Path.Combine(Root(AppContext.BaseDirectory), "deploy", "tls", "make-certs.sh");

    /// <summary>The certificate of one authority, trusting that authority or the other one.</summary>
    public static TlsOptions Tls(string folder, string name, string? trusting = null) => new(
        Path.Combine(folder, $"{name}.pfx"),
        Path.Combine(folder, $"{name}.password"),
        null,
        Path.Combine(trusting ?? folder, "ca.crt"));

    /// <summary>Runs the script and returns its output.</summary>
    public static string Make(params string[] arguments)
    {
        var (code, output, error) = Run(Script, arguments);
        return code == 0 ? output : throw new InvalidOperationException(error);
    }

    /// <summary>Makes certificates like an earlier version of the script: they do not state their roles.</summary>
    public static void MakeWithoutRoles(string folder, params string[] hosts)
    {
        var script = Directory.CreateTempSubdirectory("sweepcluster-");
        try
        {
            var earlier = Path.Combine(script.FullName, "make-certs.sh");
            File.WriteAllText(earlier, File.ReadAllText(Script)
                .Replace("subjectAltName = URI:sweepcluster:roles\n", "", StringComparison.Ordinal)
                .Replace(",URI:sweepcluster:$3", "", StringComparison.Ordinal));
            var (code, _, error) = Run("bash", [earlier, folder, .. hosts]);
            if (code != 0)
                throw new InvalidOperationException(error);
        }
        finally
        {
            script.Delete(recursive: true);
        }
    }

    public static (int ExitCode, string Output, string Error) Run(
        string command, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Root(string folder)
    {
        if (File.Exists(Path.Combine(folder, "SweepCluster.sln")))
            return folder;
        var parent = Path.GetDirectoryName(folder)
            ?? throw new InvalidOperationException("No SweepCluster.sln above the tests.");
        return Root(parent);
    }
}

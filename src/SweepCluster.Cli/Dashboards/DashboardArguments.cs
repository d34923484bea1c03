using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using SweepCluster.Cluster.Security.Certificates;
using SweepCluster.Dashboard.Settings;
using SweepCluster.Problems;

namespace SweepCluster.Cli.Dashboards;

/// <summary>Options that say where a dashboard listens and what protects it.</summary>
internal sealed class DashboardArguments
{
    private const string TokenVariable = "SWEEP_DASHBOARD_TOKEN";
    private const string PasswordVariable = "SWEEP_DASHBOARD_PASSWORD";

    private readonly Option<string?> _listen;

    private readonly Option<string?> _token = new("--token-file")
    {
        Description = "A file whose first line is the token that callers of the dashboard must know; "
            + $"or {TokenVariable} holds it.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "The dashboard's certificate with its key (.pfx); deploy/tls/make-certs.sh makes them.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _password = new("--certificate-password-file")
    {
        Description = $"A file with the certificate's password; or {PasswordVariable} holds it.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _publicUrl = new("--public-url")
    {
        Description = "The address that people use if a reverse proxy passes their requests on to the dashboard; "
            + "it may have a path.",
        HelpName = "URL",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="name">The option that says where the dashboard listens.</param>
    /// <param name="isSwitch">Whether that option may come without an address.</param>
    public DashboardArguments(Command command, string name, bool isSwitch)
    {
        _listen = new Option<string?>(name)
        {
            Description = "Where the dashboard listens; without an address, 127.0.0.1:8080 or a free port. "
                + "An address that others can reach needs a token and a certificate; without a token, "
                + "every user of this machine is let in on 127.0.0.1.",
            HelpName = "HOST:PORT",
            Arity = isSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        };
        foreach (var option in new[] { _listen, _token, _certificate, _password, _publicUrl })
            command.Add(option);
    }

    /// <summary>Whether a dashboard is asked for.</summary>
    public bool IsWanted(ParseResult parsed) => parsed.GetResult(_listen) is not null;

    /// <summary>The options that were given.</summary>
    /// <exception cref="DashboardException">
    /// The address is wrong or not protected, or the token cannot be read.
    /// </exception>
    /// <exception cref="InvalidInputException">The certificate cannot be read.</exception>
    public DashboardOptions Read(ParseResult parsed)
    {
        var listen = parsed.GetValue(_listen);
        var options = new DashboardOptions(
            listen is null
                ? new IPEndPoint(IPAddress.Loopback, DashboardOptions.UsualPort)
                : ListenAddress.Parse(listen),
            ReadToken(parsed.GetValue(_token)),
            ReadCertificate(parsed.GetValue(_certificate), parsed.GetValue(_password)))
        {
            AnyPort = listen is null,
            PublicUrl = parsed.GetValue(_publicUrl) is { } url ? PublicUrl.Parse(url) : null,
        };
        Access.Check(options);
        SecretFile.Tell(parsed.GetValue(_token));
        SecretFile.Tell(parsed.GetValue(_password));
        return options;
    }

    private static string? ReadToken(string? file)
    {
        try
        {
            var token = file is null
                ? Environment.GetEnvironmentVariable(TokenVariable)
                : File.ReadLines(file).FirstOrDefault("").Trim();
            return token is null or { Length: 0 } && file is null ? null : token;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DashboardException($"the token's file {file} cannot be read ({cause.Message})");
        }
    }

    private static X509Certificate2? ReadCertificate(string? file, string? passwordFile) => file is null
        ? null
        : ServerCertificate.Read(new TlsOptions(file, passwordFile, PasswordVariable, null));
}

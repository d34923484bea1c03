using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Remote.Transport.DotNetty;
using SweepCluster.Cluster.Security.Certificates;
using SweepCluster.Problems;

namespace SweepCluster.Cluster.Security;

/// <summary>Protects a node's connections by mutual TLS under one private authority, or not at all.</summary>
public sealed record TransportSecurity
{
    private const string RolesUnsaid =
        "the certificates of tls.ca need not say whether they are a node's or a client's, "
        + "so whoever has a client's can run a node; "
        + "deploy/README.md, 'Addresses that others can reach', tells how to change that";

    private readonly DotNettySslSetup? _certificates;
    private readonly X509Certificate2? _own;
    private readonly AuthorityTrust? _trust;

    private TransportSecurity()
    {
    }

    private TransportSecurity(X509Certificate2 own, AuthorityTrust trust)
    {
        (_own, _trust) = (own, trust);
        _certificates = new DotNettySslSetup(
            own,
            suppressValidation: false,
            requireMutualAuthentication: true,
            validateCertificateHostname: true,
            trust.Accepts);
    }

    /// <summary>Whether the connections are plain TCP.</summary>
    internal bool IsPlain => _certificates is null;

    /// <summary>The protocol in every address of the cluster.</summary>
    public string Protocol => _certificates is null ? "akka.tcp" : "akka.ssl.tcp";

    /// <summary>The settings of the actor system.</summary>
    /// <remarks>They do not contain the certificates, so nothing can print those.</remarks>
    public Config Configuration => ConfigurationFactory
        .ParseString($"akka.remote.dot-netty.tcp.enable-ssl = {(_certificates is null ? "off" : "on")}")
        .WithFallback(FailedHandshake.Configuration);

    /// <summary>Reads the certificates that the options name.</summary>
    /// <exception cref="InvalidInputException">
    /// The options are unsafe or incomplete, a file cannot be used, or other nodes would refuse this certificate.
    /// </exception>
    public static TransportSecurity Configure(TransportOptions options)
    {
        var problems = TransportRules.Check(options);
        if (problems.Count > 0) throw new InvalidInputException(problems);
        return options.Tls.IsNone ? new TransportSecurity() : ReadCertificates(options);
    }

    /// <summary>Starts an actor system without a host.</summary>
    /// <param name="name">The name of the system: the same in the whole cluster.</param>
    /// <param name="configuration">All other settings.</param>
    public ActorSystem Start(string name, Config configuration)
    {
        var bootstrap = BootstrapSetup.Create().WithConfig(Configuration.WithFallback(configuration));
        var system = ActorSystem.Create(
            name, _certificates is null ? ActorSystemSetup.Create(bootstrap) : bootstrap.And(_certificates));
        FailedHandshake.Outlive(system);
        return system;
    }

    /// <summary>Adds the settings and the certificates to a system that a host starts.</summary>
    internal void AddTo(AkkaConfigurationBuilder builder)
    {
        builder.AddHocon(Configuration, HoconAddMode.Prepend);
        builder.AddStartup((system, _) => FailedHandshake.Outlive(system));
        if (_certificates is not null) builder.AddSetup(_certificates);
    }

    /// <summary>Protects a connection to a node like the cluster's own connections.</summary>
    /// <remarks>The node's certificate may be for another host name.</remarks>
    /// <param name="stream">The connection.</param>
    /// <param name="host">The node's host.</param>
    /// <param name="peer">Learns what the peer showed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="System.Security.Authentication.AuthenticationException">
    /// One side does not trust the other.
    /// </exception>
    /// <exception cref="IOException">The peer closes the connection, or does not speak TLS.</exception>
    internal async Task<Stream> ProtectAsync(Stream stream, string host, SeenPeer peer, CancellationToken cancellation)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ClientCertificates = [_own!],
                LocalCertificateSelectionCallback = (_, _, _, _, _) => _own!,
                RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                {
                    peer.HasCertificate = certificate is not null;
                    peer.Objection = _trust!.Objection(
                        certificate as X509Certificate2, errors & ~SslPolicyErrors.RemoteCertificateNameMismatch);
                    return peer.Objection is null;
                },
            },
            cancellation).ConfigureAwait(false);
        return secure;
    }

    private static TransportSecurity ReadCertificates(TransportOptions options)
    {
        CertificateDownloads.Forbid();
        SecretFile.Tell(options.Tls.PasswordFile);
        var certificate = CertificateFiles.ReadCertificate(options.Tls);
        var trust = new AuthorityTrust(CertificateFiles.ReadAuthority(options.Tls));
        if (OthersObjection(options, certificate, trust) is { } objection)
            throw new InvalidInputException([new Problem("tls.certificate", options.Tls.Certificate!, objection)]);
        if (options.IsCalled && !trust.SaysRoles)
            Console.Error.WriteLine($"sweep: {RolesUnsaid}");
        return new TransportSecurity(certificate, trust);
    }

    // Why other nodes would refuse this one.
    private static string? OthersObjection(TransportOptions options, X509Certificate2 certificate, AuthorityTrust trust)
    {
        if (trust.Objection(certificate, SslPolicyErrors.None) is { } objection)
            return $"others would refuse it: {objection}";
        if (options.IsCalled && AuthorityTrust.NodeObjection(certificate) is not null)
            return "is a client's certificate; a node needs one of its own: "
                + $"deploy/tls/make-certs.sh certs {options.Host}.";
        return !options.IsCalled || certificate.MatchesHostname(options.Host, allowCommonName: false)
            ? null
            : $"is not for {options.Host}: make one with deploy/tls/make-certs.sh certs {options.Host}.";
    }
}

/// <summary>Protects an actor system that a host starts.</summary>
public static class TransportSecurityHosting
{
    /// <summary>Adds the certificates, and lets the system outlive a failed handshake.</summary>
    public static AkkaConfigurationBuilder AddTransportSecurity(
        this AkkaConfigurationBuilder builder, TransportSecurity security)
    {
        security.AddTo(builder);
        return builder;
    }
}

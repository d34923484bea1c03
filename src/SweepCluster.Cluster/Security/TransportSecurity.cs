using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Remote.Transport.DotNetty;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Security;

/// <summary>What protects a node's connections: mutual TLS under one private authority, or nothing on loopback.</summary>
public sealed record TransportSecurity
{
    private const string RolesUnsaid =
        "the certificates of tls.ca need not say whether they are a node's or a client's, so whoever has a client's can run a node; "
        + "deploy/README.md, 'Addresses that others can reach', tells how to change that";

    private readonly DotNettySslSetup? _certificates;

    private TransportSecurity(DotNettySslSetup? certificates) => _certificates = certificates;

    /// <summary>The protocol in every address of the cluster.</summary>
    public string Protocol => _certificates is null ? "akka.tcp" : "akka.ssl.tcp";

    /// <summary>The settings of the actor system; the certificates themselves are no settings, so none are printed.</summary>
    public Config Configuration => ConfigurationFactory
        .ParseString($"akka.remote.dot-netty.tcp.enable-ssl = {(_certificates is null ? "off" : "on")}")
        .WithFallback(FailedHandshake.Configuration);

    /// <summary>Reads the certificates that the options name.</summary>
    /// <exception cref="InvalidInputException">
    /// The options are not safe or not complete, a file cannot be used, or other nodes would refuse this certificate.
    /// </exception>
    public static TransportSecurity Configure(TransportOptions options)
    {
        var problems = TransportRules.Check(options);
        if (problems.Count > 0) throw new InvalidInputException(problems);
        return new TransportSecurity(options.Tls.IsNone ? null : ReadCertificates(options));
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

    private static DotNettySslSetup ReadCertificates(TransportOptions options)
    {
        CertificateDownloads.Forbid();
        SecretFile.Tell(options.Tls.PasswordFile);
        var certificate = CertificateFiles.ReadCertificate(options.Tls);
        var trust = new AuthorityTrust(CertificateFiles.ReadAuthority(options.Tls));
        if (OthersObjection(options, certificate, trust) is { } objection)
            throw new InvalidInputException([new Problem("tls.certificate", options.Tls.Certificate!, objection)]);
        if (options.IsCalled && !trust.SaysRoles)
            Console.Error.WriteLine($"sweep: {RolesUnsaid}");
        return new DotNettySslSetup(
            certificate,
            suppressValidation: false,
            requireMutualAuthentication: true,
            validateCertificateHostname: true,
            trust.Accepts);
    }

    // Why other nodes would refuse this one.
    private static string? OthersObjection(TransportOptions options, X509Certificate2 certificate, AuthorityTrust trust)
    {
        if (trust.Objection(certificate, SslPolicyErrors.None) is { } objection) return $"others would refuse it: {objection}";
        if (options.IsCalled && AuthorityTrust.NodeObjection(certificate) is not null)
            return $"is a client's certificate; a node needs one of its own: deploy/tls/make-certs.sh certs {options.Host}.";
        return !options.IsCalled || certificate.MatchesHostname(options.Host, allowCommonName: false)
            ? null
            : $"is not for {options.Host}: make one with deploy/tls/make-certs.sh certs {options.Host}.";
    }
}

/// <summary>Protects an actor system that a host starts.</summary>
public static class TransportSecurityHosting
{
    /// <summary>Adds the certificates, and lets the system outlive a handshake that fails.</summary>
    public static AkkaConfigurationBuilder AddTransportSecurity(
        this AkkaConfigurationBuilder builder, TransportSecurity security)
    {
        security.AddTo(builder);
        return builder;
    }
}

using System.Globalization;
using Npgsql;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Installing;
using SweepCluster.Cluster.Settings;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Acceptance.Tests.Containers;

/// <summary>The parts of deploy/container/compose.yaml fit together, and its containers train a sweep.</summary>
public sealed class ComposeTests : TemporaryFolder
{
    private static readonly ComposeFile Compose = ComposeFile.Read();

    public static TheoryData<string> Services => [.. Compose.Ours.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_sets_known_settings_and_names_defined_secrets_and_hosts(string name)
    {
        var service = Compose.Ours[name];
        var container = Compose.ContainerOf(name, "secrets");
        var kind = name switch { "client" => NodeKind.Client, "worker" => NodeKind.Worker, _ => NodeKind.Coordinator };

        var own = container.SettingVariables.Except(ContainerImage.Read().Environment.Keys);
        Assert.Subset(SettingKeys.Of(kind), own.ToHashSet());
        Assert.All(ComposeFile.SecretsOf(service), secret => Assert.Contains(secret.Source, Compose.Secrets.Keys));
        Assert.All(
            container.Environment.Values.Where(value => value.StartsWith("/run/secrets/", StringComparison.Ordinal)),
            path => Assert.Contains(path, container.Mounts.Keys));
        var coordinators = container.Environment[kind == NodeKind.Client ? "SWEEP_CLUSTER" : "SWEEP_JOIN"].Split(',');
        Assert.Equal(3, coordinators.Length);
        Assert.All(coordinators, coordinator => Assert.Contains(coordinator.Split(':')[0], Compose.Services.Keys));
        if (kind == NodeKind.Coordinator)
            Assert.Equal(name, container.Environment["SWEEP_HOST"]);
        Assert.Equal("true", (string?)service["read_only"]);
    }

    [Fact]
    public void Workers_may_use_more_processors_than_they_have_slots()
    {
        var worker = Compose.Ours["worker"];
        var processors = (string)worker["deploy"]!["resources"]!["limits"]!["cpus"]!;
        var slots = (string)worker["environment"]!["SWEEP_SLOTS"]!;

        Assert.True(
            double.Parse(processors, CultureInfo.InvariantCulture)
            >= int.Parse(slots, CultureInfo.InvariantCulture) + 0.5);
    }

    [Fact]
    public async Task Every_secret_is_made_and_other_users_of_this_machine_cannot_read_it()
    {
        var secrets = await Prepare();
        var modes = await Outside.Succeed("stat", "--format=%a", secrets, Path.Combine(secrets, "ca.key"));

        Assert.All(Compose.Secrets.Values, file => Assert.True(File.Exists(Path.Combine(secrets, "..", file)), file));
        Assert.Equal("700\n600\n", modes);
        Assert.Equal(
            File.ReadAllText(Path.Combine(secrets, "database-password")),
            new NpgsqlConnectionStringBuilder(File.ReadAllText(Path.Combine(secrets, "connection"))).Password);
    }

    [Fact]
    [Trait("Length", "long")]
    public async Task What_the_containers_run_trains_a_sweep()
    {
        await using var network = await HostNetwork.Make(6);
        using var postgres = new PostgresServer { Host = network.DatabaseAddress };
        var secrets = await Prepare(network.Subnet);
        PointTo(postgres, Path.Combine(secrets, "connection"));
        var compose = ComposeFile.Read(("SUBNET", network.Subnet), ("SLOTS", "1"));
        using var containers = new ContainerHosts(network, In("containers"));
        await containers.Build();
        containers.Name("database", network.DatabaseAddress);
        string[] coordinators = ["coordinator-1", "coordinator-2", "coordinator-3"];
        for (var host = 0; host < 3; host++)
            containers.Name(coordinators[host], network.AddressOf(host));

        var services = coordinators.Append("worker").Append("worker").ToList();
        var nodes = new List<NodeProcess>();
        foreach (var service in services)
            nodes.Add(await containers.Start(nodes.Count, compose.ContainerOf(service, Path.Combine(secrets, ".."))));
        await Task.WhenAll(nodes.Select(node => node.Up()));
        var files = await containers.Files("keras-decay");
        var client = compose.ContainerOf("client", Path.Combine(secrets, ".."));
        var submit = await containers.Start(5, client with
        {
            Command = [.. client.Command, "submit", "sweep.hocon", "--out", "out", "--quiet"],
            Mounts = client.Mounts.Add("/files", files),
        });
        await submit.End();

        Assert.True(submit.ExitCode == 0, string.Join('\n', submit.Lines));
        var run = await SweepProcess.Run(["run", Repository.Example("keras-decay"), "--out", In("run"), "--quiet"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            File.ReadAllBytes(In("run", "summary.csv")), File.ReadAllBytes(Path.Combine(files, "out", "summary.csv")));
        foreach (var node in Enumerable.Reverse(nodes))
            await node.Leave();
    }

    // Port, user and database are those of the test's server; the host `database` stays as compose.yaml names it.
    private static void PointTo(PostgresServer postgres, string file)
    {
        var own = new NpgsqlConnectionStringBuilder(postgres.NewDatabase());
        var connection = new NpgsqlConnectionStringBuilder(File.ReadAllText(file))
        {
            Port = own.Port,
            Username = own.Username,
            Database = own.Database,
        };
        File.WriteAllText(file, connection.ConnectionString);
    }

    // In a copy, because the script makes secrets/ beside itself.
    private async Task<string> Prepare(string? subnet = null)
    {
        string[] variables = subnet is null ? [] : [$"SUBNET={subnet}"];
        await Outside.Succeed("cp", "--recursive", Path.Combine(Repository.Root, "deploy"), In("deploy"));
        await Outside.Succeed("env", [.. variables, "bash", In("deploy", "container", "prepare")]);
        return In("deploy", "container", "secrets");
    }
}

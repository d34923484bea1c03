using System.Globalization;
using Npgsql;
using SweepCluster.Acceptance.Tests.Clusters;
using SweepCluster.Acceptance.Tests.Installing;
using SweepCluster.Cluster.Settings;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Acceptance.Tests.Containers;

/// <summary>deploy/container: what compose.yaml says fits together, and what its containers run trains a sweep.</summary>
public sealed class ComposeTests : TemporaryFolder
{
    private static readonly ComposeFile Compose = ComposeFile.Read();

    public static TheoryData<string> Services => [.. Compose.Ours.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_sets_what_there_is_and_names_what_is_defined(string name)
    {
        var service = Compose.Ours[name];
        var container = Compose.ContainerOf(name, "secrets");
        var kind = name switch { "client" => NodeKind.Client, "worker" => NodeKind.Worker, _ => NodeKind.Coordinator };

        var own = container.SettingVariables.Except(ContainerImage.Read().Environment.Keys);
        Assert.Subset(SettingKeys.Of(kind), own.ToHashSet());
        Assert.All(ComposeFile.SecretsOf(service), secret => Assert.Contains(secret.Source, Compose.Secrets.Keys));
        Assert.All(
            container.Environment.Where(variable => variable.Value.StartsWith("/run/secrets/", StringComparison.Ordinal)),
            variable => Assert.Contains(variable.Value, container.Mounts.Keys));
        var coordinators = container.Environment[kind == NodeKind.Client ? "SWEEP_CLUSTER" : "SWEEP_JOIN"].Split(',');
        Assert.Equal(3, coordinators.Length);
        Assert.All(coordinators, coordinator => Assert.Contains(coordinator.Split(':')[0], Compose.Services.Keys));
        if (kind == NodeKind.Coordinator)
            Assert.Equal(name, container.Environment["SWEEP_HOST"]);
        Assert.Equal("true", (string?)service["read_only"]);
    }

    [Fact]
    public void Workers_have_more_processor_than_slots()
    {
        var worker = Compose.Ours["worker"];
        var processors = double.Parse((string)worker["deploy"]!["resources"]!["limits"]!["cpus"]!, CultureInfo.InvariantCulture);

        Assert.True(processors >= int.Parse((string)worker["environment"]!["SWEEP_SLOTS"]!, CultureInfo.InvariantCulture) + 0.5);
    }

    [Fact]
    public async Task Every_secret_is_made_and_others_on_this_machine_cannot_get_at_it()
    {
        var secrets = await Prepare();

        Assert.All(Compose.Secrets.Values, file => Assert.True(File.Exists(Path.Combine(secrets, "..", file)), file));
        Assert.Equal("700\n600\n", await Outside.Succeed("stat", "--format=%a", secrets, Path.Combine(secrets, "ca.key")));
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
        Assert.Equal(File.ReadAllBytes(In("run", "summary.csv")), File.ReadAllBytes(Path.Combine(files, "out", "summary.csv")));
        foreach (var node in Enumerable.Reverse(nodes))
            await node.Leave();
    }

    // The database is the test's own; that it is called `database` is compose.yaml's to say.
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

    // In a copy: secrets/ is made beside the script.
    private async Task<string> Prepare(string? subnet = null)
    {
        await Outside.Succeed("cp", "--recursive", Path.Combine(Repository.Root, "deploy"), In("deploy"));
        await Outside.Succeed(
            "env", [.. subnet is null ? [] : new[] { $"SUBNET={subnet}" }, "bash", In("deploy", "container", "prepare")]);
        return In("deploy", "container", "secrets");
    }
}

using k8s.Models;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Installing;
using SweepCluster.Cluster.Settings;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Acceptance.Tests.Containers;

/// <summary>The objects of deploy/kubernetes fit together, and its pods train a sweep.</summary>
public sealed class KubernetesTests : TemporaryFolder
{
    private const string Component = "app.kubernetes.io/component";
    private static readonly Kustomization Manifests = Kustomization.Read();

    private static readonly Dictionary<string, string> Fields = FieldsOf("coordinator-0", "10.0.0.1");

    [Fact]
    public void Everything_that_selects_pods_selects_those_of_one_kind()
    {
        var kinds = Manifests.Pods.Select(pod => pod.Metadata.Labels[Component]).ToList();
        Assert.Equal(kinds, [KindOf(Manifests.Coordinators.Spec.Selector), KindOf(Manifests.Workers.Spec.Selector)]);
        Assert.Equal(kinds, Manifests.Of<V1Service>().Select(service => service.Spec.Selector[Component]));
        Assert.Equal(kinds, Manifests.Of<V1PodDisruptionBudget>().Select(budget => KindOf(budget.Spec.Selector)));
        Assert.All(
            Manifests.Of<V1NetworkPolicy>().Where(policy => policy.Spec.PodSelector.MatchLabels is not null),
            policy => Assert.Contains(KindOf(policy.Spec.PodSelector), kinds));
        var scaled = Manifests.Of<V2HorizontalPodAutoscaler>().Single().Spec.ScaleTargetRef;
        Assert.Equal(("Deployment", Manifests.Workers.Metadata.Name), (scaled.Kind, scaled.Name));
        Assert.Null(Manifests.Workers.Spec.Replicas);
        Assert.Contains(
            Manifests.Of<V1Service>(),
            service => service.Metadata.Name == Manifests.Coordinators.Spec.ServiceName);
    }

    [Fact]
    public void Services_probes_and_policies_name_the_ports_of_the_containers()
    {
        foreach (var pod in Manifests.Pods)
        {
            var container = pod.Spec.Containers.Single();
            var ports = container.Ports.ToDictionary(port => port.Name, port => port.ContainerPort);
            var kind = pod.Metadata.Labels[Component];
            var service = Manifests.Of<V1Service>().Single(service => service.Spec.Selector[Component] == kind);
            Assert.Equal(ports, service.Spec.Ports.ToDictionary(port => port.Name, port => port.Port));
            Assert.All(
                new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe },
                probe => Assert.Contains(probe.HttpGet.Port.Value, ports.Keys));
            var environment = Manifests.ContainerOf(pod, Fields, "").Environment;
            Assert.Equal(environment.GetValueOrDefault("SWEEP_PORT", "4053"), $"{ports["cluster"]}");
            Assert.EndsWith($":{ports["metrics"]}", environment["SWEEP_METRICS"], StringComparison.Ordinal);
        }

        var rules = Manifests.Of<V1NetworkPolicy>().SelectMany(policy => policy.Spec.Ingress ?? []);
        Assert.All(
            rules.SelectMany(rule => rule.Ports),
            port => Assert.Contains(port.Port.Value, new[] { "cluster", "metrics" }));
    }

    [Fact]
    public void Pods_set_known_settings_and_name_mounted_files()
    {
        foreach (var (pod, kind) in Manifests.Pods.Zip([NodeKind.Coordinator, NodeKind.Worker]))
        {
            var container = Manifests.ContainerOf(pod, Fields, "");
            var own = container.SettingVariables.Except(ContainerImage.Read().Environment.Keys);
            Assert.Subset(SettingKeys.Of(kind), own.ToHashSet());
            Assert.All(
                container.Environment.Where(variable => variable.Value.StartsWith("/run/", StringComparison.Ordinal)),
                variable => Assert.Contains(variable.Value, container.Mounts.Keys));
            Assert.Equal(
                Enumerable.Range(0, Manifests.Coordinators.Spec.Replicas!.Value).Select(i => $"{NameOf(i)}:4053"),
                container.Environment["SWEEP_JOIN"].Split(','));
            Assert.Equal(pod.Spec.SecurityContext.RunAsUser, ContainerImage.Read().User);
        }
    }

    [Fact]
    public void Workers_are_guaranteed_more_processors_than_they_have_slots()
    {
        var container = Manifests.Workers.Spec.Template.Spec.Containers.Single();
        var slots = int.Parse(container.Env.Single(variable => variable.Name == "SWEEP_SLOTS").Value, null);

        Assert.True(container.Resources.Limits["cpu"].ToDecimal() >= slots + 0.5m);
        Assert.Equal(container.Resources.Limits["cpu"].ToDecimal(), container.Resources.Requests["cpu"].ToDecimal());
    }

    [Fact]
    [Trait("Length", "long")]
    public async Task What_the_pods_run_trains_a_sweep()
    {
        await using var network = await HostNetwork.Make(5);
        using var postgres = new PostgresServer { Host = network.DatabaseAddress };
        await Outside.Succeed("cp", "--recursive", Path.Combine(Repository.Root, "deploy"), In("deploy"));
        var kubernetes = In("deploy", "kubernetes");
        // The connection string names the test's own server and account.
        await Outside.Succeed("bash", Path.Combine(kubernetes, "prepare"), Write("connection", postgres.NewDatabase()));
        // In a pod, the group of its user may read the secrets.
        await Outside.Succeed("chmod", "--recursive", "a+rX", Path.Combine(kubernetes, "secrets"));
        using var containers = new ContainerHosts(network, In("containers"));
        await containers.Build();
        for (var host = 0; host < 3; host++)
            containers.Name(NameOf(host), network.AddressOf(host));
        for (var host = 3; host < 5; host++)
            containers.Name($"{network.AddressOf(host).Replace('.', '-')}.worker.{Domain}", network.AddressOf(host));

        var nodes = new List<NodeProcess>();
        for (var host = 0; host < 5; host++)
        {
            var pod = host < 3 ? Manifests.Coordinators.Spec.Template : Manifests.Workers.Spec.Template;
            var fields = FieldsOf($"coordinator-{host}", network.AddressOf(host));
            nodes.Add(await containers.Start(host, Manifests.ContainerOf(pod, fields, kubernetes)));
        }

        var addresses = await Task.WhenAll(nodes.Select(node => node.Up()));
        Assert.Equal(Enumerable.Range(0, 3).Select(i => $"{NameOf(i)}:4053"), addresses[..3]);
        var files = await containers.Files("keras-decay");
        var submit = await containers.Start(4, Client(kubernetes, files));
        await submit.End();

        Assert.True(submit.ExitCode == 0, string.Join('\n', submit.Lines));
        var run = await SweepProcess.Run(["run", Repository.Example("keras-decay"), "--out", In("run"), "--quiet"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            File.ReadAllBytes(In("run", "summary.csv")), File.ReadAllBytes(Path.Combine(files, "out", "summary.csv")));
        foreach (var node in Enumerable.Reverse(nodes))
            await node.Leave();
    }

    private static string Domain => $"{Manifests.Namespace}.svc.cluster.local";

    private static Dictionary<string, string> FieldsOf(string name, string address) =>
        new() { ["metadata.name"] = name, ["status.podIP"] = address };

    private static string KindOf(V1LabelSelector selector) => selector.MatchLabels[Component];

    private static string NameOf(int coordinator) =>
        $"{Manifests.Coordinators.Metadata.Name}-{coordinator}.{Manifests.Coordinators.Spec.ServiceName}.{Domain}";

    // A pod that a user starts, with the client's certificate that `prepare` made.
    private static Container Client(string kubernetes, string files)
    {
        var worker = Manifests.ContainerOf(Manifests.Workers.Spec.Template, Fields, kubernetes);
        return worker with
        {
            Command = [.. ContainerImage.Read().Entrypoint, "submit", "sweep.hocon", "--out", "out", "--quiet"],
            Environment = worker.Environment.Add("SWEEP_CLUSTER", worker.Environment["SWEEP_JOIN"])
                .SetItem("SWEEP_PORT", "0")
                .SetItem("SWEEP_TLS_CERTIFICATE", "/run/client/client.pfx")
                .SetItem("SWEEP_TLS_PASSWORD_FILE", "/run/client/client.password"),
            Mounts = worker.Mounts.Add("/files", files).Add("/run/client", Path.Combine(kubernetes, "secrets")),
            WorkingFolder = "/files",
        };
    }
}

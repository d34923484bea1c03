using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using YamlDotNet.Serialization;

namespace SweepCluster.Acceptance.Tests.Containers;

/// <summary>deploy/kubernetes: its objects, read strictly into Kubernetes' own types, and what kustomize generates.</summary>
internal sealed class Kustomization
{
    private readonly JsonObject _root;

    private Kustomization()
    {
        var yaml = new DeserializerBuilder().Build().Deserialize(File.ReadAllText(Path.Combine(Folder, "kustomization.yaml")));
        _root = JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(yaml!))!.AsObject();
        Objects = [.. Texts("resources").SelectMany(file => KubernetesYaml.LoadAllFromString(File.ReadAllText(Path.Combine(Folder, file)), strict: true))];
    }

    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "kubernetes");

    public ImmutableArray<object> Objects { get; }

    public string Namespace => (string)_root["namespace"]!;

    public V1StatefulSet Coordinators => Of<V1StatefulSet>().Single();

    public V1Deployment Workers => Of<V1Deployment>().Single();

    /// <summary>Both kinds of pods.</summary>
    public IEnumerable<V1PodTemplateSpec> Pods => [Coordinators.Spec.Template, Workers.Spec.Template];

    public static Kustomization Read() => new();

    public IEnumerable<T> Of<T>() => Objects.OfType<T>();

    /// <summary>What a generated map or secret holds: values of literals, or names of files below the folder.</summary>
    public IReadOnlyDictionary<string, string> Generated(string generator, string name)
    {
        var generated = _root[generator]!.AsArray().Single(item => (string)item!["name"]! == name)!;
        var literals = generated["literals"]?.AsArray().Select(text => ((string)text!).Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair[1])) ?? [];
        var files = generated["files"]?.AsArray().Select(file => (string)file!)
            .Select(file => KeyValuePair.Create(Path.GetFileName(file), file)) ?? [];
        return literals.Concat(files).ToImmutableDictionary();
    }

    /// <summary>What a pod's only container runs.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="fields">What Kubernetes says of the pod: the values of <c>metadata.name</c> and the like.</param>
    /// <param name="folder">Where the generators' files lie.</param>
    public Container ContainerOf(V1PodTemplateSpec pod, IReadOnlyDictionary<string, string> fields, string folder)
    {
        var image = ContainerImage.Read();
        var container = pod.Spec.Containers.Single();
        var environment = container.EnvFrom.SelectMany(source => Generated("configMapGenerator", source.ConfigMapRef.Name))
            .Aggregate(image.Environment, (all, variable) => all.SetItem(variable.Key, variable.Value));
        foreach (var variable in container.Env)
            environment = environment.SetItem(variable.Name, variable.ValueFrom is { } from
                ? fields[from.FieldRef.FieldPath]
                : environment.Aggregate(variable.Value, (text, known) =>
                    text.Replace($"$({known.Key})", known.Value, StringComparison.Ordinal)));
        var volumes = container.VolumeMounts.ToLookup(mount => pod.Spec.Volumes.Single(volume => volume.Name == mount.Name).Secret is not null);
        return new Container(
            [.. container.Command ?? image.Entrypoint, .. container.Args ?? []],
            environment,
            volumes[true].SelectMany(mount => FilesOf(pod, mount, folder)).ToImmutableDictionary(),
            [.. volumes[false].Select(mount => mount.MountPath).Append(image.WorkingFolder).Distinct()],
            image.WorkingFolder);
    }

    private IEnumerable<KeyValuePair<string, string>> FilesOf(V1PodTemplateSpec pod, V1VolumeMount mount, string folder)
    {
        var secret = pod.Spec.Volumes.Single(volume => volume.Name == mount.Name).Secret.SecretName;
        return Generated("secretGenerator", secret)
            .Select(file => KeyValuePair.Create($"{mount.MountPath}/{file.Key}", Path.Combine(folder, file.Value)));
    }

    private IEnumerable<string> Texts(string key) => _root[key]!.AsArray().Select(text => (string)text!);
}

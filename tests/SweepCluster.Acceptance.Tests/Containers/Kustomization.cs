using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using YamlDotNet.Serialization;

namespace SweepCluster.Acceptance.Tests.Containers;

/// <summary>
/// The objects of deploy/kubernetes, read strictly into Kubernetes' own types, and those that kustomize generates.
/// </summary>
internal sealed class Kustomization
{
    private readonly JsonObject _root;

    private Kustomization()
    {
        var yaml = new DeserializerBuilder().Build().Deserialize(TextOf("kustomization.yaml"));
        _root = JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(yaml!))!.AsObject();
        Objects =
        [
            .. Texts("resources").SelectMany(file => KubernetesYaml.LoadAllFromString(TextOf(file), strict: true)),
        ];
    }

    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "kubernetes");

    public ImmutableArray<object> Objects { get; }

    public string Namespace => (string)_root["namespace"]!;

    public V1StatefulSet Coordinators => Of<V1StatefulSet>().Single();

    public V1Deployment Workers => Of<V1Deployment>().Single();

    /// <summary>The templates of both kinds of pods.</summary>
    public IEnumerable<V1PodTemplateSpec> Pods => [Coordinators.Spec.Template, Workers.Spec.Template];

    public static Kustomization Read() => new();

    public IEnumerable<T> Of<T>() => Objects.OfType<T>();

    /// <summary>The contents of a generated map or secret: values of literals, or names of files.</summary>
    public IReadOnlyDictionary<string, string> Generated(string generator, string name)
    {
        var generated = _root[generator]!.AsArray().Single(item => (string)item!["name"]! == name)!;
        var literals = generated["literals"]?.AsArray().Select(text => ((string)text!).Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair[1])) ?? [];
        var files = generated["files"]?.AsArray().Select(file => (string)file!)
            .Select(file => KeyValuePair.Create(Path.GetFileName(file), file)) ?? [];
        return literals.Concat(files).ToImmutableDictionary();
    }

    /// <summary>A pod's only container.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="fields">The fields that Kubernetes sets, such as <c>metadata.name</c>.</param>
    /// <param name="folder">The folder with the generators' files.</param>
    public Container ContainerOf(V1PodTemplateSpec pod, IReadOnlyDictionary<string, string> fields, string folder)
    {
        var image = ContainerImage.Read();
        var container = pod.Spec.Containers.Single();
        var environment = container.EnvFrom
            .SelectMany(source => Generated("configMapGenerator", source.ConfigMapRef.Name))
            .Aggregate(image.Environment, (all, variable) => all.SetItem(variable.Key, variable.Value));
        foreach (var variable in container.Env)
            environment = environment.SetItem(variable.Name, variable.ValueFrom is { } from
                ? fields[from.FieldRef.FieldPath]
                : environment.Aggregate(variable.Value, (text, known) =>
                    text.Replace($"$({known.Key})", known.Value, StringComparison.Ordinal)));
        var mounts = container.VolumeMounts.ToLookup(mount => SecretOf(pod, mount) is not null);
        return new Container(
            [.. container.Command ?? image.Entrypoint, .. container.Args ?? []],
            environment,
            mounts[true].SelectMany(mount => FilesOf(pod, mount, folder)).ToImmutableDictionary(),
            [.. mounts[false].Select(mount => mount.MountPath).Append(image.WorkingFolder).Distinct()],
            image.WorkingFolder);
    }

    private static string TextOf(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static V1SecretVolumeSource? SecretOf(V1PodTemplateSpec pod, V1VolumeMount mount) =>
        pod.Spec.Volumes.Single(volume => volume.Name == mount.Name).Secret;

    private IEnumerable<KeyValuePair<string, string>> FilesOf(
        V1PodTemplateSpec pod, V1VolumeMount mount, string folder) =>
        Generated("secretGenerator", SecretOf(pod, mount)!.SecretName)
            .Select(file => KeyValuePair.Create($"{mount.MountPath}/{file.Key}", Path.Combine(folder, file.Value)));

    private IEnumerable<string> Texts(string key) => _root[key]!.AsArray().Select(text => (string)text!);
}

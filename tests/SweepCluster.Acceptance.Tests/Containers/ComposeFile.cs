using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace SweepCluster.Acceptance.Tests.Containers;

/// <summary>deploy/container/compose.yaml, with its anchors and variables resolved as docker compose does.</summary>
internal sealed partial class ComposeFile
{
    private readonly ContainerImage _image = ContainerImage.Read();
    private readonly JsonObject _root;

    private ComposeFile(string text, IReadOnlyDictionary<string, string> environment)
    {
        text = Variable().Replace(
            text, match => environment.GetValueOrDefault(match.Groups[1].Value, match.Groups[2].Value));
        var yaml = new DeserializerBuilder().Build().Deserialize(new MergingParser(new Parser(new StringReader(text))));
        _root = JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(yaml!))!.AsObject();
    }

    /// <summary>The definitions of the services that run our image, by their names.</summary>
    public IReadOnlyDictionary<string, JsonObject> Ours => Services
        .Where(service => (string?)service.Value["image"] == "sweepcluster").ToImmutableDictionary();

    public IReadOnlyDictionary<string, JsonObject> Services => _root["services"]!.AsObject()
        .ToImmutableDictionary(service => service.Key, service => service.Value!.AsObject());

    /// <summary>The file names of the secrets, by the secrets' names.</summary>
    public IReadOnlyDictionary<string, string> Secrets => _root["secrets"]!.AsObject()
        .ToImmutableDictionary(secret => secret.Key, secret => (string)secret.Value!["file"]!);

    public string Subnet => (string)_root["networks"]!["default"]!["ipam"]!["config"]![0]!["subnet"]!;

    /// <summary>Reads the file, with variables that override its defaults.</summary>
    public static ComposeFile Read(params (string Name, string Value)[] environment) => new(
        File.ReadAllText(Path.Combine(ContainerImage.Folder, "compose.yaml")),
        environment.ToDictionary(variable => variable.Name, variable => variable.Value));

    /// <summary>A service's secrets: each one's path in the container, and its name.</summary>
    public static IEnumerable<(string Target, string Source)> SecretsOf(JsonObject service) =>
        service["secrets"]!.AsArray().Select(secret => secret is JsonObject named
            ? ($"/run/secrets/{named["target"]}", (string)named["source"]!)
            : ($"/run/secrets/{secret}", (string)secret!));

    /// <summary>A service's container.</summary>
    /// <param name="name">The service.</param>
    /// <param name="folder">The folder with the secrets' files.</param>
    public Container ContainerOf(string name, string folder)
    {
        var service = Ours[name];
        var secrets = SecretsOf(service).ToImmutableDictionary(
            secret => secret.Target, secret => Path.Combine(folder, Secrets[secret.Source]));
        return new Container(
            [.. _image.Entrypoint, .. service["command"]?.AsArray().Select(word => (string)word!) ?? []],
            _image.Environment.SetItems(EnvironmentOf(service)),
            secrets,
            [.. service["tmpfs"]!.AsArray().Select(target => (string)target!), _image.WorkingFolder],
            (string?)service["working_dir"] ?? _image.WorkingFolder);
    }

    private static IEnumerable<KeyValuePair<string, string>> EnvironmentOf(JsonObject service) =>
        service["environment"]!.AsObject()
            .Select(variable => KeyValuePair.Create(variable.Key, variable.Value!.ToString()));

    [GeneratedRegex(@"\$\{(\w+):-([^}]*)\}")]
    private static partial Regex Variable();
}

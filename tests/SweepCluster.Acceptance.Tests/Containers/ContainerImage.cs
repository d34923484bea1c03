using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SweepCluster.Acceptance.Tests.Containers;

/// <summary>The image that deploy/container/Dockerfile describes.</summary>
internal sealed partial class ContainerImage
{
    private readonly string[] _instructions;

    private ContainerImage(string dockerfile)
    {
        var lines = Comment().Replace(dockerfile, "").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n');
        var lastStage = Array.FindLastIndex(lines, line => line.StartsWith("FROM ", StringComparison.Ordinal));
        _instructions = lines[lastStage..];
    }

    public static ContainerImage Read() => new(File.ReadAllText(Path.Combine(Folder, "Dockerfile")));

    /// <summary>The folder of the Dockerfile.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "container");

    public ImmutableArray<string> Entrypoint => Words(One("ENTRYPOINT"));

    public ImmutableArray<string> HealthCheck => Words(One("HEALTHCHECK").Split("CMD")[1]);

    public int User => int.Parse(One("USER"), CultureInfo.InvariantCulture);

    public string WorkingFolder => One("WORKDIR");

    public ImmutableDictionary<string, string> Environment => Variable().Matches(One("ENV"))
        .ToImmutableDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    /// <summary>The files of deploy/container that the image has beside the command.</summary>
    public IEnumerable<string> Scripts => _instructions
        .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal))
        .SelectMany(line => line.Split(' '))
        .Where(word => word.StartsWith("deploy/container/", StringComparison.Ordinal))
        .Select(word => Path.GetFileName(word));

    private static ImmutableArray<string> Words(string json) => [.. JsonSerializer.Deserialize<string[]>(json)!];

    [GeneratedRegex("^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(\w+)=(\S+)")]
    private static partial Regex Variable();

    private string One(string instruction)
    {
        var start = $"{instruction} ";
        return _instructions.Single(line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..].Trim();
    }
}

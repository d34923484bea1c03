namespace SweepCluster.Acceptance.Tests.Installing;

/// <summary>A systemd unit of deploy/systemd.</summary>
internal sealed class UnitFile
{
    private const string Installed = "/opt/sweepcluster/sweep";
    private readonly string[] _lines;

    private UnitFile(string name) => (Name, _lines) = (name, File.ReadAllLines(PathOf(name)));

    public string Name { get; }

    /// <summary>The arguments of the command.</summary>
    public string[] Arguments => Assert.Single(Values("ExecStart"))[Installed.Length..]
        .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static UnitFile Of(string node) => new($"sweep-{node}.service");

    public static string PathOf(string name) => Path.Combine(Repository.Root, "deploy", "systemd", name);

    /// <summary>The variables that it sets, with the system's folders replaced by one of the test's.</summary>
    public (string Name, string Value)[] Environment(string folder) => [.. Values("Environment")
        .Select(value => value
            .Replace("%S", folder, StringComparison.Ordinal)
            .Replace("%C", folder, StringComparison.Ordinal)
            .Split('=', 2))
        .Select(parts => (parts[0], parts[1]))];

    /// <summary>Writes it with the real path of the command, because systemd checks that the command exists.</summary>
    public string WriteTo(string folder)
    {
        var path = Path.Combine(folder, Name);
        File.WriteAllLines(path, _lines.Select(line =>
            line.Replace(Installed, Path.Combine(AppContext.BaseDirectory, "sweep"), StringComparison.Ordinal)));
        return path;
    }

    private IEnumerable<string> Values(string key) => _lines
        .Where(line => line.StartsWith(key + '=', StringComparison.Ordinal))
        .Select(line => line[(key.Length + 1)..]);
}

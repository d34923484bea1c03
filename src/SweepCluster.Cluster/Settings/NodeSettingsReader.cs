using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Security.Certificates;
using SweepCluster.Hocon;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Cluster.Settings;

/// <summary>Reads the settings of a node or client, or tells every problem with them.</summary>
public static class NodeSettingsReader
{
    private const string PasswordVariable = "SWEEP_TLS_PASSWORD";
    private const long Megabyte = 1024 * 1024;
    private static readonly ImmutableArray<string> LogLevels = ["off", "error", "warning", "info", "debug"];
    private static readonly ImmutableArray<string> LogForms = ["text", "json"];
    private static readonly ImmutableArray<string> Kinds = ["sqlite", "postgresql"];

    private static readonly ValueParser<string> AnyText = new("text in quotes", (HoconScalar s, out string value) =>
    {
        value = s.Text;
        return true;
    });

    private static readonly ValueParser<string> FullPath = new(
        "the full path of a program in quotes, or of a folder with a slash at the end",
        (HoconScalar s, out string value) =>
        {
            value = s.Text;
            return value.StartsWith('/');
        });

    private static readonly ValueParser<int?> Gpus = new(
        "auto, or a whole number from 0 to 1024",
        (HoconScalar s, out int? value) =>
        {
            var isNumber = int.TryParse(s.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            value = isNumber ? number : null;
            return isNumber ? number <= 1024 : s.Text == "auto";
        });

    private static readonly ValueParser<NodeAddress> Address = new(
        "HOST:PORT in quotes",
        (HoconScalar s, out NodeAddress value) =>
        {
            value = NodeAddress.Parse(s.Text)!;
            return value is not null;
        });

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidInputException">Something is wrong; the exception has all problems.</exception>
    public static NodeSettings Read(NodeKind kind, SettingsSources sources)
    {
        var log = new ProblemLog();
        var tree = SettingsTree.Of(kind, sources, log);
        log.ThrowIfAny();
        try
        {
            return Read(kind, sources, tree, log);
        }
        catch (InvalidInputException invalid)
        {
            throw new InvalidInputException([.. invalid.Problems.Select(tree.Told)]);
        }
    }

    private static NodeSettings Read(NodeKind kind, SettingsSources sources, SettingsTree tree, ProblemLog log)
    {
        var node = new Block(tree.Node, "node", true, log);
        var coordinators = Addresses(node, kind == NodeKind.Client ? "cluster" : "join");
        var settings = new NodeSettings
        {
            Port = node.Read("port", ValueParsers.Whole(0, 65535), 0).Value,
            Coordinators = coordinators,
            LogLevel = node.Read("log-level", OneOf(LogLevels), "info").Value,
            Transport = new TransportOptions(
                Host(node, coordinators),
                Tls(node.Inner("tls"), sources.Environment),
                node.Read("insecure", ValueParsers.Switch, false).Value)
            { IsCalled = kind != NodeKind.Client },
            Akka = tree.Akka,
        };
        if (kind != NodeKind.Client)
            settings = settings with
            {
                LogsJson = node.Read("log-form", OneOf(LogForms), "text").Value == "json",
                Observing = ObservingReader.Read(node, settings.Transport, sources.Environment),
            };
        settings = kind switch
        {
            NodeKind.Coordinator => settings with
            {
                Store = Store(node),
                AllowsPrograms = node.Read("allow-programs", ValueParsers.Switch, false).Value,
            },
            NodeKind.Worker => WithWork(settings, node),
            _ => settings,
        };
        RefuseNobody(kind, settings, node, log);
        log.ThrowIfAny();
        return settings;
    }

    private static string Host(Block node, ImmutableArray<NodeAddress> coordinators)
    {
        // Addresses have IPv6 in brackets, so some users write them here, too.
        var host = OrNull(node, "host")?.Trim('[', ']');
        return host ?? (coordinators.IsEmpty ? OwnAddress.Loopback : OwnAddress.Towards(coordinators[0]));
    }

    private static NodeSettings WithWork(NodeSettings settings, Block node)
    {
        var slots = node.Read("slots", ValueParsers.Whole(0, 1024), 0).Value;
        var cache = node.Inner("cache");
        var programs = node.Inner("programs");
        var folder = cache.Read("folder", AnyText, "").Value;
        return settings with
        {
            Slots = slots == 0 ? Environment.ProcessorCount : slots,
            Gpus = node.Read("gpus", Gpus, null).Value,
            AllowsPrograms = node.Read("allow-programs", ValueParsers.Switch, false).Value,
            AllowedPrograms = Programs(programs),
            ProgramUser = OrNull(programs, "user"),
            CacheFolder = folder.Length > 0 ? folder : DefaultCacheFolder(),
            CacheBytes = cache.Read("megabytes", ValueParsers.Whole(1), 1).Value * Megabyte,
        };
    }

    private static ImmutableArray<string> Programs(Block programs)
    {
        if (programs.Find("allow")?.Value is HoconArray list)
            return [.. programs.ReadAll("allow", list, FullPath)?.Select(found => found.Value) ?? []];
        programs.Refuse(
            "allow", programs.OriginOf("allow"), "not a list: write [\"/usr/bin/python3\", \"/opt/jobs/\"]");
        return [];
    }

    // Not made here, because a user may have no home, or an unwritable one; opening the cache makes it.
    private static string DefaultCacheFolder()
    {
        var data = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data, "sweepcluster", "data");
    }

    private static StoreSettings Store(Block node)
    {
        var journal = node.Inner("journal");
        var kind = journal.Read("kind", OneOf(Kinds), "sqlite").Value;
        var text = Secret(journal, "connection-string");
        if (kind == "sqlite")
            return new StoreSettings.InFolder(node.Read("data", ValueParsers.Text("a folder"), "").Value);
        if (text.Length == 0)
            journal.Refuse("connection-string-file", journal.OriginOf("connection-string-file"),
                "missing: write the name of a file that holds Host=...;Database=...;Username=...;Password=...");
        return new StoreSettings.InPostgreSql(text);
    }

    private static TlsOptions Tls(Block tls, IReadOnlyDictionary<string, string> environment)
    {
        var passwordFile = OrNull(tls, "password-file");
        return new TlsOptions(
            OrNull(tls, "certificate"),
            passwordFile,
            passwordFile is null && environment.ContainsKey(PasswordVariable) ? PasswordVariable : null,
            OrNull(tls, "ca"));
    }

    private static string? OrNull(Block block, string key)
    {
        var text = block.Read(key, AnyText, "").Value;
        return text.Length == 0 ? null : text;
    }

    // A secret comes from a file or from the environment, because everybody can read the command line.
    private static string Secret(Block block, string key)
    {
        var given = block.Find(key);
        if (given is { Value.Origin.IsOption: true })
            block.Refuse(
                key,
                given.Value.Origin,
                $"others on this machine can read the command line: write {block.PathOf(key)}-file");
        var file = block.Read($"{key}-file", AnyText, "").Value;
        if (file.Length == 0)
            return block.Read(key, AnyText, "").Value;
        try
        {
            SecretFile.Tell(file);
            return File.ReadAllText(file).Trim();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            block.Refuse($"{key}-file", block.OriginOf($"{key}-file"), $"cannot be read ({cause.Message})");
            return "";
        }
    }

    private static ImmutableArray<NodeAddress> Addresses(Block node, string key)
    {
        if (node.Find(key)?.Value is HoconArray list)
            return [.. node.ReadAll(key, list, Address)?.Select(found => found.Value) ?? []];
        node.Refuse(key, node.OriginOf(key), "not a list: write [\"HOST:PORT\"]");
        return [];
    }

    private static void RefuseNobody(NodeKind kind, NodeSettings settings, Block node, ProblemLog log)
    {
        var (key, option, variable) = kind == NodeKind.Client
            ? ("cluster", "--cluster", "SWEEP_CLUSTER")
            : ("join", "--join", "SWEEP_JOIN");
        if (kind != NodeKind.Coordinator
            && settings.Coordinators.IsEmpty
            && node.Find(key)?.Value is HoconArray { Items.IsEmpty: true })
            log.Add(node.OriginOf(key), "", $"no coordinator is named: write {option} HOST:PORT, or set {variable}");
    }

    private static ValueParser<string> OneOf(ImmutableArray<string> words) => new(
        ValueParsers.Listed(words),
        (HoconScalar s, out string value) =>
        {
            value = s.Text;
            return words.Contains(value);
        })
    {
        Words = words,
    };
}

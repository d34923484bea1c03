using System.Collections.Immutable;
using System.Text;
using Akka.Configuration;
using SweepCluster.Hocon;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cluster.Settings;

/// <summary>Merges the settings of all sources before anybody reads their values.</summary>
/// <remarks>
/// The <c>node</c> block is ours: a key that the defaults do not have is refused. The <c>akka</c> block is Akka's: it
/// goes to Akka after a check for mistakes that Akka's parser silently ignores.
/// </remarks>
internal sealed class SettingsTree
{
    private const string Root = "node";
    private const string Prefix = "SWEEP_";

    // Problems are sorted: those of the file first, then those of variables, then those of options.
    private const int AfterEveryLine = int.MaxValue / 4;

    // A problem with a default names the command, not a file that the user has never seen.
    private static readonly Origin NotGiven = new("sweep", AfterEveryLine + AfterEveryLine);

    private readonly HoconObject _defaults;
    private readonly HashSet<string> _plain = [];
    private readonly ProblemLog _log;
    private readonly StringBuilder _akkaSets = new();
    private HoconObject _node;
    private Config _akka;

    private SettingsTree(string defaults, string name, ProblemLog log)
    {
        _log = log;
        _defaults = (HoconObject)Ours(NodeOf(HoconParser.ParseFile(defaults, name, log), name));
        _node = _defaults;
        _akka = ConfigurationFactory.ParseString(defaults);
    }

    /// <summary>The <c>node</c> block.</summary>
    public HoconObject Node => _node;

    /// <summary>Everything else, as Akka reads it.</summary>
    public Config Akka => ConfigurationFactory.ParseString(_akkaSets.ToString()).WithFallback(_akka);

    /// <summary>Merges the sources over the defaults of a kind of node.</summary>
    public static SettingsTree Of(NodeKind kind, SettingsSources sources, ProblemLog log)
    {
        var name = $"{kind.ToString().ToLowerInvariant()}.hocon";
        var tree = new SettingsTree(DefaultText(name), name, log);
        if (sources.File is { } file)
            tree.LayFile(SweepText.Read(file), file);
        tree.LayEnvironment(sources.Environment);
        for (var i = 0; i < sources.Sets.Count; i++)
            tree.LaySet(sources.Sets[i], Origin.OfOption(sources.Sets[i], i));
        for (var i = 0; i < sources.Options.Length; i++)
            tree.LayOption(sources.Options[i], sources.Sets.Count + i);
        return tree;
    }

    /// <summary>A problem in the terms of the value's source: outside HOCON there are no keys and no quotes.</summary>
    public Problem Told(Problem problem) => _plain.Contains(problem.Where)
        ? problem with { Subject = "", What = problem.What.Replace(" in quotes", "", StringComparison.Ordinal) }
        : problem;

    private static HoconNode Ours(HoconNode node) => node switch
    {
        HoconObject block => new HoconObject(
            NotGiven, [.. block.Fields.Select(field => new HoconField(field.Key, NotGiven, Ours(field.Value)))]),
        HoconArray list => list with { Origin = NotGiven },
        _ => node with { Origin = NotGiven },
    };

    private static string DefaultText(string name) => EmbeddedText.Of(typeof(SettingsTree).Assembly, name);

    private HoconObject NodeOf(HoconObject root, string file)
    {
        foreach (var field in root.Fields.Where(field => field.Key is not (Root or "akka")))
            _log.Add(field.Origin, field.Key, $"no such block: write node {{ ... }} and, for experts, akka {{ ... }}");
        return root.Find(Root)?.Value as HoconObject ?? new HoconObject(Origin.OfLine(file, 1), []);
    }

    private void LayFile(string text, string file)
    {
        var root = HoconParser.ParseFile(text, file, _log);
        if (_log.Any)
            return;
        Lay(NodeOf(root, file), []);
        _akka = ConfigurationFactory.ParseString(text).WithFallback(_akka);
    }

    private void Lay(HoconObject block, ImmutableArray<string> path)
    {
        foreach (var field in block.Fields)
        {
            ImmutableArray<string> keys = [.. path, field.Key];
            if (field.Value is HoconObject inner && Default(keys) is HoconObject)
                Lay(inner, keys);
            else
                Put(keys, field.Value, field.Origin);
        }
    }

    private void LayEnvironment(IReadOnlyDictionary<string, string> environment)
    {
        foreach (var keys in Leaves(_defaults, []))
        {
            var variable = Prefix + string.Join('_', keys).Replace('-', '_').ToUpperInvariant();
            var origin = new Origin(variable, AfterEveryLine);
            if (!environment.TryGetValue(variable, out var value))
                continue;
            _plain.Add(variable);
            Put(keys, Value(keys, [value], origin), origin);
        }
    }

    private void LaySet(string set, Origin origin)
    {
        var equals = set.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || HoconKey.Split(set[..equals].Trim()) is not { Length: > 0 } keys)
        {
            _log.Add(origin, "", "not an assignment to a key: write --set KEY=VALUE, such as --set slots=4");
            return;
        }

        var value = HoconParser.ParseValue(set[(equals + 1)..], origin, string.Join('.', keys), _log);
        if (keys[0] == "akka")
            _akkaSets.Append(set[..equals].Trim()).Append(" = ").AppendLine(set[(equals + 1)..]);
        else
            Put(keys[0] == Root ? [.. keys[1..]] : [.. keys], value, origin);
    }

    private void LayOption(SettingsSources.Given option, int index)
    {
        var origin = Origin.OfOption(option.Name, index) with { Where = option.Name };
        ImmutableArray<string> keys = [.. option.Key.Split('.')];
        _plain.Add(option.Name);
        Put(keys, Value(keys, option.Values, origin), origin);
    }

    // Text from outside HOCON is a list, separated by commas, if the default is one.
    private HoconNode Value(ImmutableArray<string> keys, ImmutableArray<string> values, Origin origin)
    {
        if (Default(keys) is not HoconArray)
            return new HoconScalar(origin, values[0], Default(keys) is HoconScalar { IsQuoted: true });
        const StringSplitOptions tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var items = values.SelectMany(value => value.Split(',', tidy));
        return new HoconArray(origin, [.. items.Select(item => new HoconScalar(origin, item, true))]);
    }

    private void Put(ImmutableArray<string> keys, HoconNode value, Origin origin)
    {
        if (Default(keys) is null)
        {
            var key = string.Join('.', keys);
            var known = Leaves(_defaults, []).Select(leaf => string.Join('.', leaf)).ToList();
            _log.Add(origin, $"{Root}.{key}", $"no such key (nearest: {Nearest.To(key, known)})");
            return;
        }

        _node = _node.With([.. keys], value);
    }

    private HoconNode? Default(ImmutableArray<string> keys)
    {
        HoconNode? node = _defaults;
        foreach (var key in keys)
            node = (node as HoconObject)?.Find(key)?.Value;
        return node;
    }

    private static IEnumerable<ImmutableArray<string>> Leaves(HoconObject block, ImmutableArray<string> path) =>
        block.Fields.SelectMany(field => field.Value is HoconObject inner
            ? Leaves(inner, [.. path, field.Key])
            : [[.. path, field.Key]]);
}

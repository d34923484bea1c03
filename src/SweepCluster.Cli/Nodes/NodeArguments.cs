using System.Collections;
using System.Collections.Immutable;
using System.CommandLine;
using SweepCluster.Cli.Arguments;
using SweepCluster.Cluster.Settings;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Cli.Nodes;

/// <summary>Options that set a node or a client, and what they stand for.</summary>
internal sealed class NodeArguments
{
    private readonly Option<string?> _file = new("--config")
    {
        Description = "A configuration file; see hocon/ for all keys.",
        HelpName = "FILE",
    };

    private Option<string[]>? _sets;
    private readonly List<(Option<string[]> Option, string Key)> _keys = [];
    private readonly List<(Option<bool> Option, string Key)> _switches = [];

    /// <summary>Options that every node and client takes.</summary>
    public NodeArguments(Command command) => command.Add(_file);

    /// <summary>Adds an option that sets any key.</summary>
    public NodeArguments WithSets(Command command)
    {
        _sets = SharedArguments.Repeatable(
            "--set",
            "Sets a key of the configuration, e.g. --set log-level=debug; may be given several times.",
            "KEY=VALUE");
        command.Add(_sets);
        return this;
    }

    /// <summary>Adds an option that stands for a key.</summary>
    public NodeArguments With(Command command, string name, string key, string description, string value)
    {
        var option = SharedArguments.Repeatable(name, description, value);
        command.Add(option);
        _keys.Add((option, key));
        return this;
    }

    /// <summary>Adds an option that turns a key on.</summary>
    public NodeArguments WithSwitch(Command command, string name, string key, string description)
    {
        var option = new Option<bool>(name) { Description = description };
        command.Add(option);
        _switches.Add((option, key));
        return this;
    }

    /// <summary>Whether the command line sets a key, or names a configuration file, which may set it.</summary>
    public bool MayGive(ParseResult parsed, string key) => parsed.GetValue(_file) is not null
        || _keys.Any(given => given.Key == key && parsed.GetValue(given.Option) is { Length: > 0 });

    /// <summary>What the command line and the environment say.</summary>
    public SettingsSources Sources(ParseResult parsed) => new(
        parsed.GetValue(_file),
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? ""),
        (_sets is null ? null : parsed.GetValue(_sets)) ?? [],
        [.. _keys.Select(key => new SettingsSources.Given(
            key.Option.Name, key.Key, parsed.GetValue(key.Option)?.ToImmutableArray() ?? []))
            .Where(given => !given.Values.IsEmpty)
            .Concat(_switches.Where(key => parsed.GetValue(key.Option)).Select(key =>
                new SettingsSources.Given(key.Option.Name, key.Key, [SwitchWords.On])))]);
}

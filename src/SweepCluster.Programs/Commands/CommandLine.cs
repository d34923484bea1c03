using System.Collections.Immutable;
using SweepCluster.Programs.Spec;
using SweepCluster.Search;

namespace SweepCluster.Programs.Commands;

/// <summary>The program and the arguments of any trial.</summary>
/// <param name="spec">The program.</param>
internal sealed class CommandLine(ProgramSpec spec)
{
    private readonly ImmutableArray<Template> _items = [.. spec.Run.Select(item => Template.Read(item, out _))];

    /// <summary>The list that a trial's program is started with; no shell ever reads it.</summary>
    public ImmutableArray<string> Of(TrialValues values) => [.. _items.SelectMany(item => Filled(values, item))];

    /// <summary>The list that a program is started with that runs many trials: it has no placeholders.</summary>
    public ImmutableArray<string> OfMany() => [.. _items.Select(item => item.Fill(_ => ""))];

    private IEnumerable<string> Filled(TrialValues values, Template item) =>
        item.Names.SequenceEqual([Placeholders.Arguments])
            ? values.Applying.SelectMany(Argument)
            : [item.Fill(values.Of)];

    private IEnumerable<string> Argument((string Name, SettingValue Value) parameter)
    {
        if (!spec.Flags.Contains(parameter.Name))
            return [$"--{parameter.Name}={parameter.Value}"];
        return TrialValues.SwitchOf(parameter.Value) == true ? [$"--{parameter.Name}"] : [];
    }
}

using System.Collections.Immutable;
using SweepCluster.Programs.Spec;

namespace SweepCluster.Programs.Commands;

/// <summary>The program and the arguments of a trial.</summary>
internal static class CommandLine
{
    /// <summary>The list that the program is started with; no shell ever reads it.</summary>
    public static ImmutableArray<string> Of(ProgramSpec spec, TrialValues values) =>
        [.. spec.Run.SelectMany(item => Filled(spec, values, Template.Read(item, out _)))];

    private static IEnumerable<string> Filled(ProgramSpec spec, TrialValues values, Template item) =>
        item.Names.SequenceEqual([Placeholders.Arguments])
            ? values.Applying.SelectMany(parameter => Argument(spec, parameter))
            : [item.Fill(values.Of)];

    private static IEnumerable<string> Argument(
        ProgramSpec spec, (string Name, Search.SettingValue Value) parameter)
    {
        if (!spec.Flags.Contains(parameter.Name))
            return [$"--{parameter.Name}={parameter.Value}"];
        return TrialValues.SwitchOf(parameter.Value) == true ? [$"--{parameter.Name}"] : [];
    }
}

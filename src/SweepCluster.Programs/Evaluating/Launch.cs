using System.Collections.Immutable;
using System.Text;
using SweepCluster.Programs.Access;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Evaluating;

/// <summary>How a program is started.</summary>
internal static class Launch
{
    /// <summary>The words that start it, with its full path.</summary>
    /// <exception cref="TrialFailedException">There is no such program.</exception>
    /// <exception cref="TryElsewhereException">It is not to run here.</exception>
    public static ImmutableArray<string> Words(
        ProgramSpec spec,
        ImmutableArray<string> command,
        TrialEnvironment environment,
        string folder,
        ProgramRules rules)
    {
        var path = environment.Variables.GetValueOrDefault("PATH") ?? "";
        var program = Executables.Find(command[0], path, folder)
            ?? throw new TrialFailedException(Executables.NotFound(command[0], path));
        program = AllowedPrograms.Checked(program, spec.Environment.Keys, rules.Allowed);
        return ProgramUsers.Around(MemoryLimit.Around([program, .. command.Skip(1)], spec.Memory), rules.User);
    }

    /// <summary>The variables, each NAME=VALUE.</summary>
    public static ImmutableArray<string> Variables(TrialEnvironment environment) =>
        [.. environment.Variables.Select(variable => $"{variable.Key}={variable.Value}")];

    /// <summary>Leaves a script in a folder that starts it again by hand.</summary>
    public static void Note(ImmutableArray<string> command, TrialEnvironment environment, string folder) =>
        NewFile.Write(
            Path.Combine(folder, TrialFileNames.Command),
            Encoding.UTF8.GetBytes(ShellWords.Script(command, environment, folder)));
}

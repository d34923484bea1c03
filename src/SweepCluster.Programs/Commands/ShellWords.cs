using System.Text;

namespace SweepCluster.Programs.Commands;

/// <summary>Words that a POSIX shell reads as they are meant.</summary>
internal static class ShellWords
{
    private const string Plain = "-_./=:,+@%^";

    /// <summary>A command that can be pasted into a shell.</summary>
    public static string Command(IEnumerable<string> words) => string.Join(' ', words.Select(Word));

    /// <summary>A word, in quotes if it needs them.</summary>
    public static string Word(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>A script that runs a trial's command as the worker ran it; secrets are left to who runs it.</summary>
    public static string Script(IEnumerable<string> command, TrialEnvironment environment, string folder)
    {
        var text = new StringBuilder("cd ").Append(Word(folder)).Append(" &&\n");
        text.Append("env -i");
        foreach (var (name, value) in environment.Variables)
            text.Append(" \\\n  ")
                .Append(environment.Secrets.Contains(name) ? $"{name}=***" : Word($"{name}={value}"));
        return text.Append(" \\\n  ").Append(Command(command)).Append('\n').ToString();
    }
}

using System.Collections.Immutable;
using FsCheck.Fluent;
using SweepCluster.Programs.Commands;

namespace SweepCluster.Programs.Tests.Commands;

public sealed class ShellWordsTests
{
    [Fact]
    public void The_shell_reads_every_word_as_it_is_meant() => Properties.Hold(
        Texts.Any.ListOf(),
        words => Assert.Equal(
            string.Concat(words.Select(word => $"{word}\0")),
            Shell.Run(string.Concat(words.Select(word => $"printf '%s\\000' {ShellWords.Word(word)}\n")))),
        count: 60);

    [Fact]
    public void The_shell_reads_every_command_as_it_is_meant() => Properties.Hold(
        Texts.Any.NonEmptyListOf(),
        words => Assert.Equal(
            string.Concat(words.Select(word => $"<{word}>")),
            Shell.Run(ShellWords.Command(["printf", "<%s>", .. words]))),
        count: 60);

    [Theory]
    [InlineData("", "''")]
    [InlineData("--learning-rate=0.01", "--learning-rate=0.01")]
    [InlineData("/usr/bin/python3", "/usr/bin/python3")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("größe", "'größe'")]
    public void Words_are_in_quotes_only_if_they_need_them(string word, string expected) =>
        Assert.Equal(expected, ShellWords.Word(word));

    [Fact]
    public void The_script_of_a_trial_runs_its_command_in_its_folder_with_its_variables_alone()
    {
        using var folder = new TestFolder();
        var inner = Directory.CreateDirectory(folder.In("it's a folder")).FullName;
        var environment = new TrialEnvironment(
            Variables(("PATH", "/bin:/usr/bin"), ("A", "x 'y' $z"), ("KEY", "hidden")), ["KEY"]);

        var script = ShellWords.Script(["sh", "-c", "pwd; env; printf '%s' \"$0\"", "1 '2'"], environment, inner);

        Assert.DoesNotContain("hidden", script, StringComparison.Ordinal);
        var lines = Shell.Run(script).Split('\n');
        Assert.Equal(inner, lines[0]);
        Assert.Equal("1 '2'", lines[^1]);
        Assert.Equal(
            ["A=x 'y' $z", "KEY=***", "PATH=/bin:/usr/bin"],
            lines[1..^1].Where(line => !line.StartsWith("PWD=", StringComparison.Ordinal)
                && !line.StartsWith("SHLVL=", StringComparison.Ordinal)
                && !line.StartsWith("_=", StringComparison.Ordinal)
                && !line.StartsWith("OLDPWD=", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static ImmutableSortedDictionary<string, string> Variables(params (string Name, string Value)[] all) =>
        all.ToImmutableSortedDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal);
}

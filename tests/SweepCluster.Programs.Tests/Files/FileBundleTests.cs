using SweepCluster.Problems;
using SweepCluster.Programs.Files;

namespace SweepCluster.Programs.Tests.Files;

public sealed class FileBundleTests : IDisposable
{
    private const UnixFileMode Reading = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TestFolder _folder = new();

    public FileBundleTests()
    {
        _folder.Write("train.py", "import lib");
        _folder.Write("data.csv", "1,2");
        _folder.Write("lib/a.py", "a");
        _folder.Write("lib/deep/b.py", "b");
        _folder.Write("lib/deep/c.txt", "c");
        _folder.Write("Größe 1.txt", "ü");
        _folder.Write(".hidden", "h");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train.py", "train.py")]
    [InlineData("*.py", "train.py")]
    [InlineData("lib/**", "lib/a.py lib/deep/b.py lib/deep/c.txt")]
    [InlineData("lib/**/*.py", "lib/a.py lib/deep/b.py")]
    [InlineData("**/*.py", "lib/a.py lib/deep/b.py train.py")]
    [InlineData("lib/*", "lib/a.py")]
    [InlineData("lib/deep/", "lib/deep/b.py lib/deep/c.txt")]
    [InlineData("./train.py", "train.py")]
    [InlineData("Größe*", "Größe 1.txt")]
    [InlineData(".hidden", ".hidden")]
    public void A_pattern_finds_files_relative_to_the_folder(string pattern, string names) =>
        Assert.Equal(names, string.Join(' ', Of(pattern).Names));

    [Fact]
    public void Files_stand_once_and_in_the_order_of_their_characters_whatever_the_patterns()
    {
        var bundle = Of("train.py", "**/*.py", "data.csv");

        Assert.Equal(["data.csv", "lib/a.py", "lib/deep/b.py", "train.py"], bundle.Names);
        Assert.Equal(["data.csv", "lib", "train.py"], bundle.TopNames);
        Assert.Equal(_folder.In("lib/a.py"), bundle.PathOf("lib/a.py"));
    }

    [Fact]
    public void Without_patterns_there_are_no_files_and_no_hash()
    {
        Assert.Empty(Of().Names);
        Assert.Equal("", Of().Hash());
    }

    [Theory]
    [InlineData("trian.py")]
    [InlineData("TRAIN.py")]
    [InlineData("lib")]
    [InlineData("../*")]
    [InlineData("/etc/passwd")]
    public void A_pattern_that_finds_nothing_is_refused(string pattern) => Assert.Equal(
        [
            $"{_folder.Root}: sweep.program.files: no file in this folder matches \"{pattern}\": "
                + "write names relative to it, such as train.py or lib/**",
        ],
        ProblemsOf(pattern));

    [Fact]
    public void A_folder_that_is_missing_has_no_files()
    {
        var program = Example.Program with { Folder = _folder.In("gone"), Files = ["**"] };
        Assert.Single(Assert.Throws<InvalidInputException>(() => FileBundle.Of(program)).Problems);
    }

    [Fact]
    public void A_file_above_the_folder_is_never_taken()
    {
        var program = Example.Program with
        {
            Run = ["true"],
            Folder = _folder.In("lib"),
            Files = ["*.py", "../train.py"],
        };
        var problem = Assert.Single(Assert.Throws<InvalidInputException>(() => FileBundle.Of(program)).Problems);
        Assert.Contains("no file in this folder matches \"../train.py\"", problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parameters.json")]
    [InlineData("metrics.jsonl")]
    [InlineData("stdout.log")]
    [InlineData("stderr.log")]
    [InlineData("command.txt")]
    public void A_name_of_a_trials_own_files_is_refused(string name)
    {
        _folder.Write(name, "");
        Assert.Equal(
            [
                $"{_folder.Root}: sweep.program.files: {name} is a name of the trial's own files: "
                    + "rename the file, or leave it out",
            ],
            ProblemsOf("*.*"));
    }

    [Theory]
    [InlineData("train.py")]
    [InlineData("./train.py")]
    [InlineData("lib/a.py")]
    public void A_file_that_the_command_names_must_be_among_them(string named)
    {
        var program = Example.Program with { Run = ["python3", named], Folder = _folder.Root, Files = ["data.csv"] };
        var name = named.Replace("./", "", StringComparison.Ordinal);

        var problem = Assert.Single(Assert.Throws<InvalidInputException>(() => FileBundle.Of(program)).Problems);
        Assert.Equal(
            $"{_folder.Root}: sweep.program.run: {name} lies in this folder, but a trial would not find it in its own: "
            + $"write files = [\"{name}\"]",
            problem.ToString());
        Assert.Contains(name, FileBundle.Of(program with { Files = ["**"] }).Names);
    }

    [Fact]
    public void Results_of_sweeps_and_what_git_keeps_are_never_among_them()
    {
        _folder.Write("runs/first/sweep.hocon", "# fingerprint: 0\nsweep { }");
        _folder.Write("runs/first/trials/0/train.py", "");
        _folder.Write(".git/config", "");
        _folder.Write("other/sweep.hocon", "sweep { }");

        Assert.Equal(
            [
                ".hidden", "Größe 1.txt", "data.csv", "lib/a.py", "lib/deep/b.py", "lib/deep/c.txt",
                "other/sweep.hocon", "train.py",
            ],
            Of("**").Names);
    }

    [Fact]
    public void Such_a_name_may_stand_in_a_folder()
    {
        _folder.Write("lib/stdout.log", "");
        Assert.Contains("lib/stdout.log", Of("lib/**").Names);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        _folder.Write("stdout.log", "");
        Assert.Equal(3, ProblemsOf("a.py", "b.py", "*.log").Count());
    }

    [Fact]
    public void The_hash_changes_with_whatever_a_program_could_notice()
    {
        var hashes = new HashSet<string> { Hash() };

        _folder.Write("lib/a.py", "b");
        Assert.True(hashes.Add(Hash()));
        _folder.Write("lib/a.py", "bb");
        Assert.True(hashes.Add(Hash()));
        File.Move(_folder.In("lib/a.py"), _folder.In("lib/a2.py"));
        Assert.True(hashes.Add(Hash()));
        File.Move(_folder.In("lib/a2.py"), _folder.In("a2.py"));
        Assert.True(hashes.Add(Hash()));
        File.SetUnixFileMode(_folder.In("a2.py"), Reading | UnixFileMode.UserExecute);
        Assert.True(hashes.Add(Hash()));
        File.Delete(_folder.In("a2.py"));
        Assert.True(hashes.Add(Hash()));
        _folder.Write("new.py", "");
        Assert.True(hashes.Add(Hash()));
        Assert.All(hashes, hash => Assert.Matches("^[0-9a-f]{64}$", hash));
    }

    [Fact]
    public void The_hash_does_not_change_with_time_or_place_or_the_rights_of_others()
    {
        var before = Hash();
        using var elsewhere = new TestFolder();
        foreach (var name in Of("**").Names)
        {
            elsewhere.Write(name, File.ReadAllBytes(_folder.In(name)));
            File.SetLastWriteTimeUtc(elsewhere.In(name), new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc));
            File.SetUnixFileMode(elsewhere.In(name), Reading | UnixFileMode.OtherRead);
        }

        Assert.Equal(before, Hash());
        var program = Example.Program with { Folder = elsewhere.Root, Files = ["**/*"] };
        Assert.Equal(before, FileBundle.Of(program).Hash());
    }

    [Fact]
    public void What_moves_from_one_file_to_the_next_changes_the_hash()
    {
        _folder.Write("x/1", "ab");
        _folder.Write("x/2", "c");
        var before = Of("x/**").Hash();
        _folder.Write("x/1", "a");
        _folder.Write("x/2", "bc");

        Assert.NotEqual(before, Of("x/**").Hash());
    }

    [Fact]
    public void A_file_that_is_gone_is_a_problem()
    {
        var bundle = Of("train.py");
        File.Delete(_folder.In("train.py"));

        var problem = Assert.Single(Assert.Throws<InvalidInputException>(bundle.Hash).Problems);
        Assert.StartsWith($"{_folder.In("train.py")} cannot be read: ", problem.What, StringComparison.Ordinal);
    }

    private string Hash() => Of("**").Hash();

    private FileBundle Of(params string[] patterns) =>
        FileBundle.Of(Example.Program with { Run = ["true"], Folder = _folder.Root, Files = [.. patterns] });

    private IEnumerable<string> ProblemsOf(params string[] patterns) =>
        Assert.Throws<InvalidInputException>(() => Of(patterns)).Problems.Select(problem => problem.ToString());
}

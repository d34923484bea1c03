using SweepCluster.Programs.Processes;

namespace SweepCluster.Programs.Tests.Processes;

public sealed class ExecutablesTests : IDisposable
{
    private const UnixFileMode Reading = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_name_is_found_in_the_first_folder_that_has_it()
    {
        Program("two/run");
        Program("three/run");

        Assert.Equal(_folder.In("two/run"), Find("run", Path("one", "two", "three")));
        Assert.Equal(_folder.In("three/run"), Find("run", $":{_folder.In("three")}::{_folder.In("two")}"));
    }

    [Fact]
    public void What_may_not_be_executed_is_no_program_and_neither_is_a_folder()
    {
        File.SetUnixFileMode(_folder.Write("one/run", ""), Reading);
        Directory.CreateDirectory(_folder.In("two/run"));
        Program("three/run");

        Assert.Equal(_folder.In("three/run"), Find("run", Path("one", "two", "three")));
        Assert.Null(Find("run", Path("one", "two")));
    }

    [Fact]
    public void A_path_is_looked_up_from_the_trials_folder_and_never_in_PATH()
    {
        Program("bin/run");

        Assert.Equal(_folder.In("bin/run"), Find("bin/run", ""));
        Assert.Equal(_folder.In("bin/run"), Find("./bin/../bin/run", "/bin"));
        Assert.Equal(_folder.In("bin/run"), Find(_folder.In("bin/run"), ""));
        Assert.Null(Find("./run", _folder.In("bin")));
        Assert.Null(Find("./bin", ""));
    }

    [Fact]
    public void A_relative_folder_of_PATH_starts_at_the_trials_folder()
    {
        Program("bin/run");
        Assert.Equal(_folder.In("bin/run"), Find("run", "bin"));
    }

    [Fact]
    public void Without_PATH_no_name_is_found() => Assert.Null(Find("sh", ""));

    [Theory]
    [InlineData("run", "/bin:/usr/bin", "run: there is no such program in the program's PATH")]
    [InlineData(
        "run",
        "",
        "run: PATH is empty, so no program is found by its name: write its full path, or inherit = [PATH]")]
    [InlineData(
        "./run",
        "/bin",
        "./run: there is no such program; relative paths start at the trial's folder, which holds program.files")]
    public void What_is_missing_is_said_with_where_it_was_looked_for(string name, string searched, string words) =>
        Assert.Equal(words, Executables.NotFound(name, searched));

    private string Path(params string[] folders) => string.Join(':', folders.Select(_folder.In));

    private string? Find(string name, string searched) => Executables.Find(name, searched, _folder.Root);

    private void Program(string name) =>
        File.SetUnixFileMode(_folder.Write(name, "#!/bin/sh\n"), Reading | UnixFileMode.UserExecute);
}

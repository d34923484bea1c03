using SweepCluster.Programs.Files;

namespace SweepCluster.Programs.Tests.Files;

public sealed class StagedFilesTests : IDisposable
{
    private const UnixFileMode Writing = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly TestFolder _folder = new();
    private readonly string _copy;
    private readonly string _trial;

    public StagedFilesTests()
    {
        _folder.Write("jobs/train.py", "print()");
        _folder.Write("jobs/lib/deep/a.py", "a");
        _folder.Write("jobs/other.txt", "not named");
        File.SetUnixFileMode(
            _folder.Write("jobs/run.sh", "#!/bin/sh\n"),
            Writing | UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _copy = _folder.In("trials/.files");
        _trial = Directory.CreateDirectory(_folder.In("trials/0/7")).FullName;
        Directory.CreateDirectory(Path.GetDirectoryName(_copy)!);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_trial_finds_the_files_as_they_lay_beside_the_sweep_file()
    {
        Staged().LinkFrom(_trial);

        Assert.Equal("print()", Read("train.py"));
        Assert.Equal("a", Read("lib/deep/a.py"));
        Assert.False(File.Exists(Path.Combine(_trial, "other.txt")));
        Assert.True(File.GetUnixFileMode(Path.Combine(_trial, "run.sh")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void The_links_hold_when_the_whole_folder_is_moved()
    {
        Staged().LinkFrom(_trial);
        Directory.Move(_folder.In("trials"), _folder.In("moved"));

        Assert.Equal("a", File.ReadAllText(_folder.In("moved/0/7/lib/deep/a.py")));
    }

    [Fact]
    public void Nobody_may_write_to_the_files_and_the_originals_keep_their_rights()
    {
        Staged();

        Assert.All(Directory.GetFiles(_copy, "*", SearchOption.AllDirectories), path =>
            Assert.Equal(default, File.GetUnixFileMode(path) & Writing));
        Assert.True(File.GetUnixFileMode(_folder.In("jobs/run.sh")).HasFlag(UnixFileMode.UserWrite));
    }

    [Fact]
    public void What_is_edited_while_a_sweep_runs_changes_nothing()
    {
        var files = Staged();
        _folder.Write("jobs/train.py", "edited");
        files.Make();
        files.LinkFrom(_trial);

        Assert.Equal("print()", Read("train.py"));
    }

    [Fact]
    public void A_trials_folder_that_is_removed_takes_no_file_of_others_with_it()
    {
        Staged().LinkFrom(_trial);
        Directory.Delete(_trial, recursive: true);

        Assert.Equal("a", File.ReadAllText(Path.Combine(_copy, "lib/deep/a.py")));
    }

    [Fact]
    public void A_copy_that_was_not_finished_is_made_anew()
    {
        _folder.Write("trials/.files.part/train.py", "half");
        _folder.Write("trials/.files.part/old.py", "old");

        Staged().LinkFrom(_trial);

        Assert.Equal("print()", Read("train.py"));
        Assert.False(File.Exists(Path.Combine(_copy, "old.py")));
        Assert.False(Directory.Exists($"{_copy}.part"));
    }

    [Fact]
    public void Without_files_there_is_no_copy()
    {
        var files = new StagedFiles(_copy, new FileBundle(_folder.In("jobs"), []));
        files.Make();
        files.LinkFrom(_trial);

        Assert.False(Directory.Exists(_copy));
        Assert.Empty(Directory.GetFileSystemEntries(_trial));
    }

    private StagedFiles Staged()
    {
        var bundle = FileBundle.Of(
            Example.Program with { Folder = _folder.In("jobs"), Files = ["train.py", "lib/**", "run.sh"] });
        var files = new StagedFiles(_copy, bundle);
        files.Make();
        return files;
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_trial, name));
}

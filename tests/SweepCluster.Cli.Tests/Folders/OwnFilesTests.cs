using SweepCluster.Cli.Folders;

namespace SweepCluster.Cli.Tests.Folders;

/// <summary>Files of others are neither removed nor overwritten.</summary>
public sealed class OwnFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    private static readonly string[] FileNames =
        ["sweep.hocon", "summary.csv", "configurations.csv", "curves.csv", "attempts.csv", "report.html"];

    public static TheoryData<string, bool> Names =>
    [
        .. from name in FileNames
           from fresh in (bool[])[false, true]
           select (name, fresh),
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_of_somebody_else_is_neither_removed_nor_overwritten(string name, bool fresh)
    {
        Write(name, "mine: " + new string('x', 5000));

        Refused(fresh);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_of_somebody_else_beside_our_sweep_is_neither_removed_nor_overwritten(string name, bool fresh)
    {
        Open("f", fresh: false);
        Write(name, "<!DOCTYPE html>\n<html lang=\"en\"><head>mine</head>");

        Refused(fresh);
    }

    [Theory]
    [InlineData("journal/diary.txt", "mine")]
    [InlineData("journal/journal.db", "mine, and no database")]
    [InlineData("journal/sub/x", "mine")]
    [InlineData("journal", "a file")]
    [InlineData(".lock", "mine")]
    public void A_journal_or_lock_of_somebody_else_is_left_alone(string name, string text)
    {
        Write(name, text);

        Refused(fresh: true);
        Refused(fresh: false);
    }

    [Fact]
    public void Fresh_removes_what_a_sweep_left_and_nothing_else()
    {
        Open("f", fresh: false);
        Write("summary.csv", "rank,trial_id,state,rmse\n");
        Write("configurations.csv", "rank,configuration,repeats\n");
        Write("curves.csv", "trial_id,epoch,rmse\n");
        Write("attempts.csv", "trial_id,attempt,node,started_at\n");
        Write(
            "report.html",
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>x – sweep report</title>");
        Write("journal/journal.db", "damaged beyond knowing");
        Write("journal/journal.db-wal", "");
        Write("journal/notes.txt", "mine");
        Write("notes.txt", "mine");
        Open("g", fresh: true);

        Assert.Equal(["journal/notes.txt", "notes.txt", "sweep.hocon"], Contents().Keys);
    }

    [Fact]
    public void Fresh_removes_a_journal_without_its_sweep_if_its_tables_are_ours()
    {
        Write("journal/journal.db", "SQLite format 3\0...CREATE TABLE journal (persistence_id ...");
        Open("f", fresh: true);

        Assert.Equal(["sweep.hocon"], Contents().Keys);
    }

    [Fact]
    public void A_summary_that_a_spreadsheet_saved_again_and_one_that_was_cut_are_still_ours()
    {
        Open("f", fresh: false);
        Write("summary.csv", "\uFEFFrank,trial_id,state,rmse\n");
        Write("curves.csv", "trial_");
        Write("attempts.csv", "");
        Open("f", fresh: true);

        Assert.Equal(["sweep.hocon"], Contents().Keys);
    }

    [Fact]
    public void What_a_link_points_to_is_never_written()
    {
        using var folder = OutputFolder.Open(_folder, "f", "text", fresh: false);
        Write("theirs.txt", "mine");
        File.CreateSymbolicLink(Path.Combine(_folder, ".a.csv.sweep-part"), Path.Combine(_folder, "theirs.txt"));
        File.CreateSymbolicLink(Path.Combine(_folder, "a.csv"), Path.Combine(_folder, "theirs.txt"));
        folder.Write("a.csv", writer => writer.Write("ours"));

        Assert.Equal("mine", File.ReadAllText(Path.Combine(_folder, "theirs.txt")));
        Assert.Equal("ours", File.ReadAllText(Path.Combine(_folder, "a.csv")));
    }

    [Fact]
    public void A_report_of_somebody_else_is_not_overwritten()
    {
        Open("f", fresh: false);
        Write("summary.csv", "rank,trial_id,state,rmse\n");
        Write("curves.csv", "trial_id,epoch,rmse\n");
        Write("report.html", "<html>my own report</html>");
        var before = Contents();

        var refused = Assert.Throws<UnusableFolderException>(() => Report.Write(_folder));

        Assert.Contains("report.html was not written by", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_called_a_file()
    {
        Write("file", "mine");
        var file = Path.Combine(_folder, "file");
        var refused = Assert.Throws<UnusableFolderException>(() => OutputFolder.Open(file, "f", "text", fresh: true));

        Assert.Contains("is a file, not a folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_sweep_is_refused_with_the_settings_that_differ()
    {
        OutputFolder.Open(_folder, "f", "sweep { seed = 1, training { epochs = 3, loss = mse } }", fresh: false)
            .Dispose();
        var refused = Assert.Throws<UnusableFolderException>(() =>
            OutputFolder.Open(_folder, "g", "sweep { seed = 2, training { epochs = 3, decay = 0 } }", fresh: false));

        Assert.EndsWith(
            "seed is 2 here and 1 there; training.decay is 0 here and left out there; "
            + "training.loss is left out here and mse there.",
            refused.Message,
            StringComparison.Ordinal);
        Assert.Equal(2, refused.Lines.Count);
    }

    private void Refused(bool fresh)
    {
        var before = Contents();
        Assert.Throws<UnusableFolderException>(() => Open("f", fresh));
        Assert.Equal(before, Contents());
    }

    private void Open(string fingerprint, bool fresh) =>
        OutputFolder.Open(_folder, fingerprint, "text", fresh).Dispose();

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private SortedDictionary<string, string> Contents() => new(
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(_folder, path), File.ReadAllText),
        StringComparer.Ordinal);
}

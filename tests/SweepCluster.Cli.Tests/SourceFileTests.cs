namespace SweepCluster.Cli.Tests;

/// <summary>Sources that can be taken in at a glance: few files per folder, and lines that fit a window.</summary>
public sealed class SourceFileTests
{
    private const int MostFiles = 15;
    private const int MostColumns = 120;

    [Fact]
    public void No_folder_holds_more_files_than_one_keeps_in_mind()
    {
        var crowded = SourceTree.Files()
            .GroupBy(file => Path.GetDirectoryName(file)!, file => Path.GetFileName(file).Split('.')[0])
            .Where(folder => folder.Distinct().Count() > MostFiles)
            .Select(folder => Path.GetRelativePath(SourceTree.Root, folder.Key));

        Assert.Empty(crowded);
    }

    [Fact]
    public void No_line_is_longer_than_a_window_is_wide()
    {
        var wide = SourceTree.Files().Where(file => Path.GetExtension(file) == ".cs").SelectMany(file =>
            File.ReadLines(file).Index()
                .Where(line => line.Item.Length > MostColumns)
                .Select(line => $"{Path.GetRelativePath(SourceTree.Root, file)}:{line.Index + 1}"));

        Assert.Empty(wide);
    }
}

using SweepCluster.Programs.Evaluating;

namespace SweepCluster.Programs.Tests.Evaluating;

public sealed class TrialFoldersTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 0, "trials/0")]
    [InlineData(1_000, 999, "trials/999")]
    [InlineData(1_001, 7, "trials/0/7")]
    [InlineData(1_001, 1_000, "trials/1/1000")]
    [InlineData(2_000_000, 1_234_567, "trials/1234/1234567")]
    public void Trials_stand_in_groups_of_a_thousand_if_they_are_many(long planned, long id, string folder) =>
        Assert.Equal(folder, new TrialFolders("trials", planned).Of(id));

    [Theory]
    [InlineData(10)]
    [InlineData(10_000)]
    public void A_new_attempt_finds_nothing_of_the_one_before(long planned)
    {
        var folders = new TrialFolders(_folder.Root, planned);
        var other = folders.MakeAnew(8);
        var first = folders.MakeAnew(7);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(first, "sub")).FullName, "left"), "");
        File.WriteAllText(Path.Combine(other, "kept"), "");

        Assert.Equal((first, folders.Of(7)), (folders.MakeAnew(7), first));
        Assert.Empty(Directory.GetFileSystemEntries(first));
        Assert.True(File.Exists(Path.Combine(other, "kept")));
    }

    [Fact]
    public void Two_attempts_at_a_trial_have_passing_folders_of_their_own()
    {
        var folders = new TrialFolders(_folder.Root, 10_000);
        var made = Enumerable.Range(0, 3).Select(_ => folders.MakePassing(7)).Append(folders.MakeAnew(7)).ToList();

        Assert.Equal(4, made.Distinct().Count());
        Assert.All(made, folder => Assert.True(Directory.Exists(folder)));
    }
}

using SweepCluster.Programs.Files;
using SweepCluster.Programs.Tests.Evaluating;

namespace SweepCluster.Programs.Tests.Files;

public sealed class FilesToKeepTests
{
    [Fact]
    public void Only_those_are_handed_over_that_a_pattern_names()
    {
        using var folder = new TestFolder();
        folder.Write("model.bin", "model");
        folder.Write("plots/last/one", "one");
        folder.Write("other", "other");
        using var keeper = new FolderKeeper();

        var (name, problem) = Files(folder, "model.*", "plots/**", "model.bin").HandTo(keeper, Cancellation);
        Assert.Equal(("Results 1", ""), (name, problem));
        Assert.Equal(["model.bin", "plots/last/one"], keeper.Kept(name!));
        Assert.Equal("model", keeper.Text(name!, "model.bin"));
    }

    [Fact]
    public void What_a_link_leads_to_is_not_handed_over()
    {
        using var folder = new TestFolder();
        var secret = folder.Write("secret", "secret");
        Directory.CreateDirectory(folder.In("trial"));
        File.CreateSymbolicLink(folder.In("trial/model.bin"), secret);
        Directory.CreateSymbolicLink(folder.In("trial/out"), folder.Root);
        using var keeper = new FolderKeeper();
        var spec = Example.Program with { Keep = ["model.bin", "out/secret"] };

        var (name, problem) = new FilesToKeep(spec, folder.In("trial")).HandTo(keeper, Cancellation);
        Assert.Null(name);
        Assert.Equal("there is no file that keep = [model.bin, out/secret] names", problem);
        Assert.Throws<DirectoryNotFoundException>(() => keeper.Kept("Results 1"));
    }

    [Fact]
    public void Links_that_lead_in_circles_hold_up_nobody()
    {
        using var folder = new TestFolder();
        folder.Write("inner/model.bin", "model");
        foreach (var link in new[] { "one", "two", "inner/three" })
            Directory.CreateSymbolicLink(folder.In(link), folder.Root);
        using var keeper = new FolderKeeper();

        var (name, _) = Files(folder, "**").HandTo(keeper, Cancellation);
        Assert.Equal(["inner/model.bin"], keeper.Kept(name!));
    }

    [Fact]
    public void A_store_that_fails_is_told_and_costs_no_result()
    {
        using var folder = new TestFolder();
        folder.Write("model.bin", "model");
        using var full = new FolderKeeper { IsFull = true };

        Assert.Equal(
            (null, "what keep names was not kept: the disk is full"),
            Files(folder, "model.bin").HandTo(full, Cancellation));
        Assert.Equal(
            (null, "there is no file that keep = [weights, *.pt] names"),
            Files(folder, "weights", "*.pt").HandTo(full, Cancellation));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static FilesToKeep Files(TestFolder folder, params string[] patterns) =>
        new(Example.Program with { Keep = [.. patterns] }, folder.Root);
}

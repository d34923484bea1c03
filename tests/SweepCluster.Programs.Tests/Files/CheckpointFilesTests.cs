using System.Collections.Immutable;
using System.Text;
using SweepCluster.Programs.Files;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Processes;

namespace SweepCluster.Programs.Tests.Files;

public sealed class CheckpointFilesTests
{
    [Fact]
    public void Files_are_copied_with_those_of_inner_folders()
    {
        using var folder = Folder();

        var copied = Copy(folder, CheckpointFiles.StateOf(folder.In("kept")))!;
        Assert.Equal(
            ["deep/inner: inner", "state: state"],
            copied.Value.Select(file => $"{file.Name}: {Encoding.UTF8.GetString(file.Content.Span)}"));
    }

    [Fact]
    public void Links_are_left_out()
    {
        using var folder = Folder();
        File.CreateSymbolicLink(folder.In("kept/link"), folder.In("hidden/inner"));
        Directory.CreateSymbolicLink(folder.In("kept/out"), folder.In("hidden"));

        Assert.Equal(
            ["deep/inner", "state"], CheckpointFiles.StateOf(folder.In("kept")).Files.Select(file => file.Name));
    }

    [Fact]
    public void A_link_that_takes_the_place_of_another_users_file_is_not_followed()
    {
        using var folder = Folder();
        var state = CheckpointFiles.StateOf(folder.In("kept"));
        File.Delete(folder.In("kept/state"));
        File.CreateSymbolicLink(folder.In("kept/state"), folder.In("hidden/inner"));

        Assert.Null(Copy(folder, state));
    }

    [Fact]
    public void A_link_that_takes_the_place_of_a_folder_and_is_gone_again_gives_nothing_away()
    {
        using var folder = Folder();
        var state = CheckpointFiles.StateOf(folder.In("kept"));
        Directory.Move(folder.In("kept/deep"), folder.In("aside"));
        Directory.CreateSymbolicLink(folder.In("kept/deep"), folder.In("hidden"));

        using var file = LibC.OpenForeign(folder.In("kept"), "deep/inner");
        Assert.Null(file);
        Assert.Null(Copy(folder, state));
    }

    [Fact]
    public void A_pipe_holds_up_nobody()
    {
        using var folder = Folder();
        Shell.Run($"mkfifo {folder.In("kept/pipe")}");

        var copied = Copy(folder, CheckpointFiles.StateOf(folder.In("kept")));
        Assert.Equal(["deep/inner", "pipe", "state"], copied!.Value.Select(file => file.Name));
    }

    private static ImmutableArray<KeptFile>? Copy(TestFolder folder, FolderState state) =>
        CheckpointFiles.Copy(folder.In("kept"), state);

    private static TestFolder Folder()
    {
        var folder = new TestFolder();
        Directory.CreateDirectory(folder.In("kept/deep"));
        Directory.CreateDirectory(folder.In("hidden"));
        File.WriteAllText(folder.In("kept/state"), "state");
        File.WriteAllText(folder.In("kept/deep/inner"), "inner");
        File.WriteAllText(folder.In("hidden/inner"), "secret");
        return folder;
    }
}

using System.Runtime.Versioning;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Security.Certificates;

namespace SweepCluster.Cluster.Tests.Data.Stores;

/// <summary>Nodes' files and secrets are for their user alone.</summary>
[UnsupportedOSPlatform("windows")]
[Trait("Needs", "Linux")]
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode Open = (UnixFileMode)0b111_101_101;
    private const UnixFileMode Closed = (UnixFileMode)0b111_000_000;
    private const UnixFileMode ClosedFile = (UnixFileMode)0b110_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_folder_is_closed_and_an_existing_one_stays_as_it_is()
    {
        PrivateFiles.MakeFolder(_folder.In("new"));
        Directory.CreateDirectory(_folder.In("old"), Open);
        File.SetUnixFileMode(_folder.In("old"), Open);
        PrivateFiles.MakeFolder(_folder.In("old"));

        Assert.Equal((Closed, Open), (ModeOf("new"), ModeOf("old")));
    }

    [Fact]
    public void Data_sets_and_caches_of_an_earlier_version_are_closed()
    {
        foreach (var name in (string[])["data", "cache"])
        {
            Directory.CreateDirectory(_folder.In(name));
            File.SetUnixFileMode(_folder.In(name), Open);
        }

        _ = new FolderDataStore(_folder.In("data"));
        using var cache = new CacheFolder(_folder.In("cache"), 1000);

        Assert.Equal((Closed, Closed), (ModeOf("data"), ModeOf("cache")));
    }

    [Fact]
    public void A_new_file_is_closed_and_an_existing_one_is_closed_and_keeps_its_content()
    {
        File.WriteAllText(_folder.In("old"), "kept");
        File.SetUnixFileMode(_folder.In("old"), Open);

        PrivateFiles.MakeOwnFile(_folder.In("old"));
        PrivateFiles.MakeOwnFile(_folder.In("new"));

        Assert.Equal((ClosedFile, ClosedFile), (ModeOf("old"), ModeOf("new")));
        Assert.Equal("kept", File.ReadAllText(_folder.In("old")));
    }

    [Theory]
    [InlineData(0b110_100_100, 0b111_101_101, true)]
    [InlineData(0b110_000_010, 0b111_101_101, true)]
    [InlineData(0b110_100_000, 0b111_101_101, false)]
    [InlineData(0b110_000_000, 0b111_101_101, false)]
    [InlineData(0b110_100_100, 0b111_101_000, false)]
    public void There_is_a_warning_about_a_secret_that_every_user_can_read_or_change(int file, int folder, bool isTold)
    {
        File.WriteAllText(_folder.In("token"), "secret");
        File.SetUnixFileMode(_folder.In("token"), (UnixFileMode)file);
        File.SetUnixFileMode(_folder.FullPath, (UnixFileMode)folder);

        Assert.Equal(isTold, SecretFile.Objection(_folder.In("token")) is not null);
        Assert.Null(SecretFile.Objection(_folder.In("none")));
    }

    private UnixFileMode ModeOf(string name) => File.GetUnixFileMode(_folder.In(name));
}

using System.Formats.Tar;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using FsCheck.Fluent;
using SweepCluster.Cluster.Data;

namespace SweepCluster.Cluster.Tests.Data;

[UnsupportedOSPlatform("windows")]
public sealed class FilePackageTests : IDisposable
{
    private const UnixFileMode Executing =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string Long =
        string.Join('/', Enumerable.Range(0, 12).Select(i => $"folder {i} with a rather long name"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_come_out_as_they_went_in_with_their_right_to_be_executed()
    {
        string[] names = ["a.py", "lib/deep/b.txt", "größe 1/ü.csv", "run.sh", Long, "empty"];
        foreach (var name in names)
            Write("in", name, name == "empty" ? "" : $"content of {name}");
        File.SetUnixFileMode(Path.Combine(_folder.In("in"), "run.sh"), Private | UnixFileMode.UserExecute);

        FilePackage.Write(_folder.In("in"), names, _folder.In("package"));
        FilePackage.Read(_folder.In("package"), _folder.In("out"));

        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            Directory.GetFiles(_folder.In("out"), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(_folder.In("out"), path)).Order(StringComparer.Ordinal));
        Assert.All(names, name =>
        {
            var path = Path.Combine(_folder.In("out"), name);
            Assert.Equal(name == "empty" ? "" : $"content of {name}", File.ReadAllText(path));
            Assert.Equal(name == "run.sh", (File.GetUnixFileMode(path) & Executing) != 0);
            Assert.True(File.GetUnixFileMode(path).HasFlag(Private));
        });
    }

    [Fact]
    public void Any_bytes_come_out_as_they_went_in() => Properties.Hold(
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(),
        bytes =>
        {
            Directory.CreateDirectory(_folder.In("in"));
            File.WriteAllBytes(Path.Combine(_folder.In("in"), "a"), bytes);

            FilePackage.Write(_folder.In("in"), ["a"], _folder.In("package"));
            FilePackage.Read(_folder.In("package"), _folder.In("out"));

            Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(_folder.In("out"), "a")));
        },
        count: 50);

    [Fact]
    public void Only_files_that_are_named_go_in()
    {
        Write("in", "a.py", "a");
        Write("in", "secret", "b");

        FilePackage.Write(_folder.In("in"), ["a.py"], _folder.In("package"));
        FilePackage.Read(_folder.In("package"), _folder.In("out"));

        Assert.Equal([Path.Combine(_folder.In("out"), "a.py")], Directory.GetFileSystemEntries(_folder.In("out")));
    }

    [Fact]
    public void The_same_files_make_the_same_bytes_whenever_and_wherever_they_were_written()
    {
        Write("in", "lib/a.py", "a");
        Write("other", "lib/a.py", "a");
        var other = Path.Combine(_folder.In("other"), "lib/a.py");
        File.SetLastWriteTimeUtc(other, new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc));
        File.SetUnixFileMode(other, Private);

        Assert.Equal(Package("in", "lib/a.py"), Package("other", "lib/a.py"));
    }

    // A package that another process makes of the same files must be the same one.
    [Theory]
    [InlineData("lib/a.py", "f8063b39ad0c006a11b3a5d70b818ffefc885e33a1361a9a7685afbcf9d84d3a")]
    [InlineData("größe 1/ü.csv", "e3648e6a5c4c3cad8fb1e63cc5773fea64b5aadd7a34065e7028dbe2a2297892")]
    public void The_bytes_are_the_same_in_every_process(string name, string hash)
    {
        Write("in", name, "a");
        Assert.Equal(hash, Hash(Package("in", name)));
    }

    [Fact]
    public void So_they_are_for_a_very_long_name()
    {
        Write("in", Long, "a");
        Assert.Equal("22be452a3c67500041466d49e7b5e9511b46b0a55d3f06c4b49820be8c6c0091", Hash(Package("in", Long)));
    }

    [Fact]
    public void Another_content_name_or_right_makes_another_package()
    {
        Write("in", "a", "1");
        Write("in", "b", "1");
        var packages = new HashSet<string> { Hash(Package("in", "a")), Hash(Package("in", "b")) };
        Write("in", "a", "2");
        packages.Add(Hash(Package("in", "a")));
        File.SetUnixFileMode(Path.Combine(_folder.In("in"), "a"), Private | UnixFileMode.UserExecute);
        packages.Add(Hash(Package("in", "a")));

        Assert.Equal(4, packages.Count);
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData("lib/../../escaped")]
    [InlineData(null)]
    public void Nothing_is_written_outside_the_folder(string? name)
    {
        using (var tar = new TarWriter(File.Create(_folder.In("package"))))
            tar.WriteEntry(Entry(name ?? _folder.In("escaped"), "evil"));

        Record.Exception(() => FilePackage.Read(_folder.In("package"), _folder.In("out")));

        Assert.False(File.Exists(_folder.In("escaped")));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public void Nothing_is_written_through_a_link_either(TarEntryType kind)
    {
        Write("elsewhere", "kept", "kept");
        using (var tar = new TarWriter(File.Create(_folder.In("package"))))
        {
            tar.WriteEntry(new PaxTarEntry(kind, "link") { LinkName = "../elsewhere/kept" });
            tar.WriteEntry(Entry("link", "evil"));
        }

        Record.Exception(() => FilePackage.Read(_folder.In("package"), _folder.In("out")));

        Assert.Equal("kept", File.ReadAllText(Path.Combine(_folder.In("elsewhere"), "kept")));
    }

    [Fact]
    public void A_damaged_package_is_an_error_of_the_disk_or_the_way()
    {
        Write("in", "a", new string('a', 5_000));
        var whole = Package("in", "a");
        byte[] broken = [.. whole];
        broken.AsSpan(0, 600).Fill(0x7f);

        Assert.All([whole[..^4_000], whole[..700], broken, Encoding.UTF8.GetBytes("no package at all")], bytes =>
        {
            File.WriteAllBytes(_folder.In("package"), bytes);
            Assert.ThrowsAny<IOException>(() => FilePackage.Read(_folder.In("package"), _folder.In("out")));
        });
    }

    [Fact]
    public void Without_files_a_package_is_empty()
    {
        FilePackage.Write(_folder.FullPath, [], _folder.In("package"));
        FilePackage.Read(_folder.In("package"), _folder.In("out"));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.In("out")));
    }

    private static PaxTarEntry Entry(string name, string content) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) };

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private byte[] Package(string folder, string name)
    {
        FilePackage.Write(_folder.In(folder), [name], _folder.In("package"));
        return File.ReadAllBytes(_folder.In("package"));
    }

    private void Write(string folder, string name, string content)
    {
        var path = Path.Combine(_folder.In(folder), name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}

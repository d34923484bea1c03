using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Data;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Hocon;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Work.Training;

public sealed class ProgramPlaceTests : IDisposable
{
    private const string Fingerprint = "0123456789abcdef";

    private readonly TemporaryFolder _folder = new();
    private byte[] _package = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_worker_without_leave_refuses_a_sweep_of_programs_and_says_how_to_give_it()
    {
        using var cache = Cache();
        using var place = new ProgramPlace(cache, isAllowed: false, slots: 1);

        var refused = Assert.Throws<ProgramsNotAllowedException>(() => place.Check(Programs()));

        Assert.Contains("--allow-programs", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, NodeFaults.ReasonOf(refused));
    }

    [Fact]
    public void It_takes_other_sweeps()
    {
        using var cache = Cache();
        using var place = new ProgramPlace(cache, isAllowed: false, slots: 1);

        place.Check(Example.Spec());
        Assert.Equal(Workplace.Passing, place.Of(Example.Spec(), Fingerprint));
    }

    [Fact]
    public void It_refuses_such_a_sweep_before_it_fetches_anything()
    {
        var asked = 0;
        using var cache = new DataCache(
            _folder.In("cache"),
            1 << 20,
            () => [(_, _) => throw new IOException($"asked {++asked}")],
            TimeProvider.System);
        using var place = new ProgramPlace(cache, isAllowed: false, slots: 1);
        var training = new ClusterTraining(cache, place);
        var spec = Programs(DataReference.To(Bytes.Hash([1]), null));

        Assert.Throws<ProgramsNotAllowedException>(() => training.Train(
            spec,
            Fingerprint,
            [TrialOrder.Of(spec)[0]],
            NoCheckpoints.Instance,
            TestContext.Current.CancellationToken));
        Assert.Equal(0, asked);
    }

    [Fact]
    public void A_worker_with_leave_gives_each_sweep_a_folder_that_is_gone_when_it_stops()
    {
        using var cache = Cache();
        string? folder;
        using (var place = new ProgramPlace(cache, isAllowed: true, slots: 3))
        {
            place.Check(Programs());
            var one = place.Of(Programs(), Fingerprint);
            Assert.Equal((3, false), (one.Slots, one.IsKept));
            Assert.Equal(one, place.Of(Programs(), Fingerprint));
            Assert.NotEqual(one.Folder, place.Of(Programs(), $"f{Fingerprint}").Folder);
            folder = Path.GetDirectoryName(one.Folder);
            Assert.True(Directory.Exists(folder));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task The_files_of_a_sweep_are_unpacked_where_its_trials_run()
    {
        File.WriteAllText(_folder.In("train.py"), "print()");
        FilePackage.Write(_folder.FullPath, ["train.py"], _folder.In("package"));
        _package = await File.ReadAllBytesAsync(_folder.In("package"), TestContext.Current.CancellationToken);
        using var cache = Cache();
        using var place = new ProgramPlace(cache, isAllowed: true, slots: 1);

        var spec = await place.WithFilesAsync(Programs(DataReference.To(Bytes.Hash(_package), null)), Fingerprint);

        var files = spec.Objective.FilesFolder!;
        Assert.StartsWith(place.Of(spec, Fingerprint).Folder!, files, StringComparison.Ordinal);
        Assert.Equal("print()", File.ReadAllText(Path.Combine(files, "train.py")));
    }

    [Theory]
    [InlineData("/etc")]
    [InlineData("sha256-../../etc")]
    [InlineData(null)]
    public async Task A_sweep_that_names_no_package_stays_as_it_is(string? files)
    {
        using var cache = Cache();
        using var place = new ProgramPlace(cache, isAllowed: true, slots: 1);
        var spec = Programs(files);

        Assert.Same(spec, await place.WithFilesAsync(spec, Fingerprint));
    }

    private static SweepSpec Programs(string? files = null) =>
        Example.Spec() with { Objective = new ProgramsSpec { Files = files } };

    private DataCache Cache() => new(_folder.In("cache"), 1 << 20, () => [Serve], TimeProvider.System);

    private Task<object> Serve(object message, TimeSpan timeout) => Task.FromResult<object>(
        new DataProtocol.Chunk(((DataProtocol.ReadChunk)message).Hash, 0, _package.Length, _package));

    private sealed record ProgramsSpec : ObjectiveSpec
    {
        public string? Files { get; init; }

        public override bool RunsPrograms => true;

        public override string? FilesFolder => Files;

        public override ObjectiveSpec WithFilesIn(string folder) => this with { Files = folder };

        public override void Write(HoconWriter lines, Func<string, string> nameFile)
        {
        }
    }
}

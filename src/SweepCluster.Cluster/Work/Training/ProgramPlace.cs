using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work.Training;

/// <summary>Where a worker runs the programs of sweeps, if it may.</summary>
/// <param name="cache">The node's copies of what was submitted.</param>
/// <param name="isAllowed">Whether the node's owner lets sweeps run programs on it.</param>
/// <param name="slots">How many packs it evaluates at the same time.</param>
public sealed class ProgramPlace(DataCache cache, bool isAllowed, int slots) : IDisposable
{
    /// <summary>The node's GPUs; null if it has none to tell apart.</summary>
    public IGpuPool? Gpus { get; init; }

    /// <summary>The data servers known now, which keep files of trials; null if nobody does.</summary>
    public Func<IReadOnlyList<Func<object, TimeSpan, Task<object>>>>? Servers { get; init; }

    /// <summary>Which programs may run here, and as whom.</summary>
    public ProgramRules Rules { get; init; } = ProgramRules.Any;

    private readonly Lazy<ScratchFolder> _scratch = new(ScratchFolder.ForPrograms);

    /// <summary>Refuses a sweep of programs on a node that does not run any.</summary>
    /// <exception cref="ProgramsNotAllowedException">It is one, and this node is such a node.</exception>
    public void Check(SweepSpec spec)
    {
        if (spec.Objective.RunsPrograms && !isAllowed)
            throw new ProgramsNotAllowedException();
    }

    /// <summary>The sweep with its files on this node.</summary>
    /// <param name="spec">The sweep; it names the package of its files by the hash of its bytes.</param>
    /// <param name="fingerprint">The sweep's fingerprint.</param>
    /// <exception cref="DataUnavailableException">The package cannot be fetched.</exception>
    /// <exception cref="IOException">It is damaged, or there is no room for it.</exception>
    public async Task<SweepSpec> WithFilesAsync(SweepSpec spec, string fingerprint)
    {
        if (spec.Objective.FilesFolder is not { } folder || DataReference.HashIn(folder) is not { } hash)
            return spec;
        using var package = await cache.GetAsync(hash, CancellationToken.None).ConfigureAwait(false);
        var files = Path.Combine(FolderOf(fingerprint), "files");
        FilePackage.Read(package.Path, files);
        return spec with { Objective = spec.Objective.WithFilesIn(files) };
    }

    /// <summary>Where a sweep's trials are evaluated.</summary>
    public Workplace Of(SweepSpec spec, string fingerprint) =>
        spec.Objective.RunsPrograms
            ? new Workplace(FolderOf(fingerprint), slots)
            {
                Gpus = Gpus,
                Rules = Rules,
                Keeper = Servers is null ? null : new ClusterFiles(cache, Servers, TimeProvider.System),
            }
            : Workplace.Passing;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_scratch.IsValueCreated)
            _scratch.Value.Dispose();
    }

    private string FolderOf(string fingerprint) => Path.Combine(_scratch.Value.Path, fingerprint[..12]);
}

/// <summary>This node runs no programs.</summary>
internal sealed class ProgramsNotAllowedException()
    : IOException("this worker runs no programs of sweeps; its owner can start it with --allow-programs");

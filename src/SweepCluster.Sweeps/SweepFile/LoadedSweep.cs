using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>A sweep and its data, read and checked; what takes long is made when it is first asked for.</summary>
public sealed class LoadedSweep : IDisposable
{
    private readonly Lazy<string> _fingerprint;

    /// <summary>A sweep whose data are here.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="data">Its data; null if it takes none.</param>
    public LoadedSweep(SweepSpec spec, DataSet? data)
        : this(spec, data, new Lazy<string>(() => SweepFingerprint.Of(spec, data)), Workplace.Passing)
    {
    }

    private LoadedSweep(SweepSpec spec, DataSet? data, Lazy<string> fingerprint, Workplace place)
    {
        (Spec, Data, _fingerprint, Written) = (spec, data, fingerprint, WrittenAt(spec, place));
        Objective = new Lazy<IObjective>(() => spec.Kind.Prepare(spec, data, place));
    }

    /// <summary>The sweep.</summary>
    public SweepSpec Spec { get; }

    /// <summary>Its data; null if it takes none.</summary>
    public DataSet? Data { get; }

    /// <summary>Evaluates its trials.</summary>
    public Lazy<IObjective> Objective { get; }

    /// <summary>Names the sweep and its data.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>The sweep as the folder of its results tells it: its files are those that were copied there.</summary>
    public SweepSpec Written { get; }

    /// <summary>The same, evaluated in a folder that keeps what trials leave.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="slots">How many packs are evaluated at the same time.</param>
    /// <param name="gpus">The machine's GPUs; null if nobody else uses them.</param>
    public LoadedSweep In(string folder, int slots, IGpuPool? gpus = null)
    {
        var place = new Workplace(folder, slots)
        {
            IsKept = true,
            Gpus = gpus,
            FilesName = $"{Workplace.FilesPrefix}-{Fingerprint[..12]}",
        };
        return new LoadedSweep(Spec, Data, _fingerprint, place);
    }

    /// <summary>Ends what its trials have left at work.</summary>
    public void Dispose()
    {
        if (Objective is { IsValueCreated: true, Value: IDisposable prepared })
            prepared.Dispose();
    }

    private static SweepSpec WrittenAt(SweepSpec spec, Workplace place) =>
        place.Folder is { } folder && spec.Objective.FilesFolder is not null
            ? spec with
            {
                Objective = spec.Objective.WithFilesIn(Path.Combine(folder, Workplace.TrialsName, place.FilesName)),
            }
            : spec;

    /// <summary>Reads a sweep file and the data that it names.</summary>
    /// <param name="file">The sweep file.</param>
    /// <param name="sets">KEY=VALUE settings that override the file's.</param>
    /// <exception cref="InvalidInputException">Something is wrong with them; all problems.</exception>
    public static LoadedSweep Read(string file, IReadOnlyList<string> sets)
    {
        var spec = SweepFileReader.Read(file, sets);
        var data = spec.Objective.Data is { Source: var source } ? source.Load(spec.Seed) : null;
        var sweep = new LoadedSweep(spec, data);
        if (data is null)
            _ = sweep.Fingerprint; // Missing files are found out before anything is started.
        return sweep;
    }
}

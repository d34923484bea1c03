namespace SweepCluster.Sweeps.Trials;

/// <summary>Where trials are evaluated, for kinds of objective whose trials need a place of their own.</summary>
/// <param name="Folder">The folder that they may write to; null for a passing one.</param>
/// <param name="Slots">How many packs are evaluated at the same time.</param>
public sealed record Workplace(string? Folder, int Slots)
{
    /// <summary>The folder, in <see cref="Folder"/>, that holds a folder per trial.</summary>
    public const string TrialsName = "trials";

    /// <summary>Begins the names of folders, among those of trials, that hold copies of a sweep's files.</summary>
    public const string FilesPrefix = ".files";

    /// <summary>One pack at a time, in a passing folder.</summary>
    public static Workplace Passing { get; } = new(null, 1);

    /// <summary>Whether the user looks at what trials leave there; if not, it is removed with each trial.</summary>
    public bool IsKept { get; init; }

    /// <summary>Keeps files of trials elsewhere; null if their own folders are kept.</summary>
    public IFileKeeper? Keeper { get; init; }

    /// <summary>The machine's GPUs; null if nobody else uses them.</summary>
    public IGpuPool? Gpus { get; init; }

    /// <summary>Which programs may run here, and as whom.</summary>
    public ProgramRules Rules { get; init; } = ProgramRules.Any;

    /// <summary>The name of the folder, among those of trials, that holds a copy of the sweep's files.</summary>
    public string FilesName { get; init; } = FilesPrefix;
}

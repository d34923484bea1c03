using System.Collections.Immutable;
using SweepCluster.Programs.Access;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Files;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Evaluating;

/// <summary>What all trials of a sweep share on a machine.</summary>
/// <param name="Program">The program.</param>
/// <param name="Place">Where the trials are evaluated.</param>
/// <param name="Folders">Their folders.</param>
/// <param name="Files">The files that they find there.</param>
/// <param name="Guard">Ends their programs if this process ends.</param>
internal sealed record Ground(
    ProgramSpec Program, Workplace Place, TrialFolders Folders, StagedFiles Files, ProcessGuard Guard)
{
    /// <summary>Whom the programs run as; null for the user of this process.</summary>
    public ProgramUser? User => Place.Rules.User;

    /// <summary>Makes the folders, copies the files and starts the guard.</summary>
    /// <param name="program">The program.</param>
    /// <param name="place">Where the trials are evaluated.</param>
    /// <param name="planned">How many trials there are.</param>
    public static Ground Make(ProgramSpec program, Workplace place, long planned)
    {
        var folders = new TrialFolders(RootOf(place), planned);
        var files = new StagedFiles(Path.Combine(folders.Root, place.FilesName), FileBundles.Of(program));
        files.Make();
        LetIn(place, folders.Root, files);
        return new Ground(program, place, folders, files, ProcessGuard.Start(program.Grace));
    }

    /// <summary>Gives a folder among those of trials to the user whom programs run as, if another one.</summary>
    public void Give(string folder)
    {
        if (User is not { } user)
            return;
        var between = Path.GetRelativePath(Folders.Root, folder).Split(Path.DirectorySeparatorChar)[..^1];
        var path = Folders.Root;
        foreach (var name in between)
            TrialAccess.LetPass(path = Path.Combine(path, name), user);
        TrialAccess.Give(folder, user);
    }

    /// <summary>The folder that holds what a program prints.</summary>
    /// <param name="folder">The program's own folder, among those of trials.</param>
    public string LogFolderOf(string folder) => TrialAccess.LogFolder(folder, User);

    /// <summary>Makes that folder, without what was there before.</summary>
    public string MakeLogFolder(string folder)
    {
        var logs = LogFolderOf(folder);
        if (logs == folder)
            return logs;
        TrialFolders.TryRemove(logs);
        return Directory.CreateDirectory(logs).FullName;
    }

    /// <summary>Takes the GPUs of one process; null if it takes none, or if nobody else uses them.</summary>
    public IGpuShare? TakeGpus(CancellationToken cancellation) =>
        Program.Resources.Gpus == 0 ? null : Place.Gpus?.Take(Program.Resources.Gpus, cancellation);

    /// <summary>The GPUs of a process.</summary>
    /// <param name="share">What it has taken.</param>
    public ImmutableArray<string> NamesOf(IGpuShare? share) =>
        share?.Names ?? GpuDevices.Numbered(Program.Resources.Gpus);

    /// <summary>The variables of a trial's program.</summary>
    public TrialEnvironment EnvironmentOf(TrialValues values) =>
        TrialEnvironment.Of(Program, values, Place.Slots, Inherited);

    /// <summary>The variables of a program that runs many trials.</summary>
    public TrialEnvironment EnvironmentOfMany(ImmutableArray<string> gpus) =>
        TrialEnvironment.OfMany(Program, gpus, Place.Slots, Inherited);

    private static string RootOf(Workplace place) => place.Folder is { } folder
        ? Directory.CreateDirectory(Path.Combine(folder, Workplace.TrialsName)).FullName
        : Directory.CreateTempSubdirectory("sweep-trials-").FullName;

    // Programs of another user reach their own folders and read the files, and that is all.
    private static void LetIn(Workplace place, string root, StagedFiles files)
    {
        if (place.Rules.User is not { } user || place.Folder is not { } folder)
            return;
        foreach (var passed in (string[])[Path.GetDirectoryName(folder)!, folder, root])
            TrialAccess.LetPass(passed, user);
        TrialAccess.LetRead(files.Folder, user);
    }

    private string? Inherited(string variable) => (variable, User) switch
    {
        ("HOME", { } user) => user.Home,
        ("USER" or "LOGNAME", { } user) => user.Name,
        _ => Environment.GetEnvironmentVariable(variable),
    };
}

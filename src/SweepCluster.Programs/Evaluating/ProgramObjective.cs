using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Files;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Evaluating;

/// <summary>Runs the program of a sweep's trials.</summary>
internal sealed class ProgramObjective : IObjective, IDisposable
{
    private readonly ProgramSpec _program;
    private readonly SweepSpec _spec;
    private readonly TrialOrder _order;
    private readonly Workplace _place;
    private readonly Lock _gate = new();
    private Ground? _ground;

    /// <summary>Runs a sweep's trials.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="place">Where its trials have their folders.</param>
    public ProgramObjective(SweepSpec spec, Workplace place) =>
        (_spec, _program, _place, _order) = (spec, (ProgramSpec)spec.Objective, place, new TrialOrder(spec));

    /// <inheritdoc/>
    public PackOutcome Evaluate(IReadOnlyList<long> places, ICheckpoints checkpoints, CancellationToken cancellation) =>
        new([], [.. places.Select(place => Evaluate(_order[place], checkpoints, cancellation))]);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_ground is not { } ground)
                return;
            ground.Guard.Dispose();
            if (_place.Folder is null)
                Directory.Delete(ground.Folders.Root, recursive: true);
        }
    }

    private ProgramOutcome Evaluate(Trial trial, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
            throw new TryElsewhereException(ProgramCheck.NotOnWindows);
        var ground = Prepared();
        var folder = _place.IsKept ? ground.Folders.MakeAnew(trial.Id) : ground.Folders.MakePassing(trial.Id);
        var printed = ProgramRun.LogFolder(folder, _place.Rules.User);
        try
        {
            Directory.CreateDirectory(printed);
            ground.Files.LinkFrom(folder);
            using var gpus = TakeGpus(cancellation);
            var values = TrialValues.Of(_spec, trial, checkpoints.Attempt, folder) with
            {
                Gpus = gpus?.Names ?? GpuDevices.Numbered(_program.Resources.Gpus),
            };
            var environment = TrialEnvironment.Of(
                _program, values, _place.Slots, Inherited);
            var outcome = new ProgramRun(_program, values, environment, ground.Guard, _place.Rules)
                .Evaluate(cancellation);
            checkpoints.Made(1);
            return outcome;
        }
        finally
        {
            if (!_place.IsKept)
                TrialFolders.TryRemove(folder);
            if (printed != folder)
                TrialFolders.TryRemove(printed);
        }
    }

    private IGpuShare? TakeGpus(CancellationToken cancellation) =>
        _program.Resources.Gpus == 0 ? null : _place.Gpus?.Take(_program.Resources.Gpus, cancellation);

    // Not a Lazy, which would remember a failure: a disk that is full now may have room for the next trial.
    private Ground Prepared()
    {
        lock (_gate)
        {
            if (_ground is { } ground)
                return ground;
            var folders = new TrialFolders(RootOf(_place), _order.Planned);
            var files = new StagedFiles(Path.Combine(folders.Root, _place.FilesName), FileBundle.Of(_program));
            files.Make();
            LetIn(folders.Root, files);
            return _ground = new Ground(folders, files, ProcessGuard.Start(_program.Grace));
        }
    }

    // Programs of another user reach their own folders and read the files, and that is all.
    private void LetIn(string root, StagedFiles files)
    {
        if (_place.Rules.User is not { } user || _place.Folder is not { } folder)
            return;
        foreach (var passed in (string[])[Path.GetDirectoryName(folder)!, folder, root])
            TrialAccess.LetPass(passed, user);
        TrialAccess.LetRead(files.Folder, user);
    }

    private string? Inherited(string variable) => (variable, _place.Rules.User) switch
    {
        ("HOME", { } user) => user.Home,
        ("USER" or "LOGNAME", { } user) => user.Name,
        _ => System.Environment.GetEnvironmentVariable(variable),
    };

    private static string RootOf(Workplace place) => place.Folder is { } folder
        ? Directory.CreateDirectory(Path.Combine(folder, Workplace.TrialsName)).FullName
        : Directory.CreateTempSubdirectory("sweep-trials-").FullName;

    // What all trials share.
    private sealed record Ground(TrialFolders Folders, StagedFiles Files, ProcessGuard Guard);
}

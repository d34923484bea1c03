using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Files;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Saying;
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
        new([], [.. places.Select(place => Evaluate(place, checkpoints, cancellation))]);

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

    private ProgramOutcome Evaluate(long place, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
            throw new TryElsewhereException(ProgramCheck.NotOnWindows);
        var (ground, trial) = (Prepared(), _order[place]);
        var values = TrialValues.Of(_spec, trial, checkpoints.Attempt, ground.Folders.Of(trial.Id));
        var outcome = _place.IsKept
            ? EvaluateKept(ground, values, cancellation)
            : EvaluatePassing(ground, values, place, checkpoints, cancellation);
        checkpoints.Made(1);
        return outcome;
    }

    // Its folders stay where they are, so the next attempt finds them there.
    private ProgramOutcome EvaluateKept(Ground ground, TrialValues values, CancellationToken cancellation)
    {
        var progress = ProgressOf(ground, values.Folder);
        var said = progress?.GoOn(values.Folder) ?? new Said(_program);
        ground.Folders.MakeAnew(values.Trial);
        var outcome = Run(ground, values, said, null, cancellation);
        progress?.Forget();
        return outcome;
    }

    // The next attempt may be anywhere.
    private ProgramOutcome EvaluatePassing(
        Ground ground, TrialValues values, long place, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        var folder = ground.Folders.MakePassing(values.Trial);
        var progress = ProgressOf(ground, folder);
        try
        {
            var start = checkpoints.Start?.Trials[0] as ProgramCheckpoint;
            var said = progress?.GoOn(start) ?? new Said(_program);
            var taker = progress?.TakerFor(checkpoints, place, said);
            return Run(ground, values with { Folder = folder }, said, taker, cancellation);
        }
        finally
        {
            TrialFolders.TryRemove(folder);
            progress?.Forget();
        }
    }

    private ProgramOutcome Run(
        Ground ground, TrialValues values, Said said, CheckpointTaker? taker, CancellationToken cancellation)
    {
        ground.Files.LinkFrom(values.Folder);
        values = values with { CheckpointFolder = ProgressOf(ground, values.Folder)?.Folder };
        var environment = TrialEnvironment.Of(
            _program, values, _place.Slots, System.Environment.GetEnvironmentVariable);
        return new ProgramRun(_program, values, environment, ground.Guard).Evaluate(said, taker, cancellation);
    }

    private TrialProgress? ProgressOf(Ground ground, string folder) =>
        _program.KeepsCheckpoints ? new(_program, ground.Folders.CheckpointOf(folder)) : null;

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
            return _ground = new Ground(folders, files, ProcessGuard.Start(_program.Grace));
        }
    }

    private static string RootOf(Workplace place) => place.Folder is { } folder
        ? Directory.CreateDirectory(Path.Combine(folder, Workplace.TrialsName)).FullName
        : Directory.CreateTempSubdirectory("sweep-trials-").FullName;

    // What all trials share.
    private sealed record Ground(TrialFolders Folders, StagedFiles Files, ProcessGuard Guard);
}

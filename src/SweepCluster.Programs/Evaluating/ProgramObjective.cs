using System.Collections.Concurrent;
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
internal sealed class ProgramObjective : IObjective, ITellsLogs, IDisposable
{
    private readonly ProgramSpec _program;
    private readonly SweepSpec _spec;
    private readonly CommandLine _command;
    private readonly Workplace _place;
    private readonly ConcurrentDictionary<long, (string Folder, int Attempt)> _running = [];
    private readonly Lock _gate = new();
    private Ground? _ground;

    /// <summary>Runs a sweep's trials.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="place">Where its trials have their folders.</param>
    public ProgramObjective(SweepSpec spec, Workplace place)
    {
        (_spec, _program, _place) = (spec, (ProgramSpec)spec.Objective, place);
        _command = new CommandLine(_program);
    }

    /// <inheritdoc/>
    public PackOutcome Evaluate(
        IReadOnlyList<Trial> trials, ICheckpoints checkpoints, CancellationToken cancellation) =>
        new([], [.. trials.Select(trial => Evaluate(trial, checkpoints, cancellation))]);

    /// <inheritdoc/>
    public TrialLog? LogOf(long place, LogCursor from) =>
        _running.TryGetValue(place, out var run)
            ? LogFiles.Read(run.Folder, run.Attempt, from, isRunning: true)
            : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_ground is not { } ground)
                return;
            ground.Served?.Dispose();
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
        return _place.IsKept
            ? EvaluateKept(ground, trial, checkpoints, cancellation)
            : EvaluatePassing(ground, trial, checkpoints, cancellation);
    }

    // Its folders stay where they are, so the next attempt finds them there.
    private ProgramOutcome EvaluateKept(
        Ground ground, Trial trial, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        var progress = ProgressOf(ground, ground.Folders.Of(trial.Id));
        var said = progress?.GoOn(ground.Folders.Of(trial.Id)) ?? new Said(_program);
        var folder = ground.Folders.MakeAnew(trial.Id);
        var outcome = Run(ground, trial, checkpoints, folder, said, null, cancellation);
        progress?.Forget();
        return outcome;
    }

    // The next attempt may be anywhere.
    private ProgramOutcome EvaluatePassing(
        Ground ground, Trial trial, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        var folder = ground.Folders.MakePassing(trial.Id);
        var progress = ProgressOf(ground, folder);
        try
        {
            var start = checkpoints.Start?.Trials[0] as ProgramCheckpoint;
            var said = progress?.GoOn(start) ?? new Said(_program);
            var taker = progress?.TakerFor(checkpoints, trial.Place, said);
            return Run(ground, trial, checkpoints, folder, said, taker, cancellation);
        }
        finally
        {
            var log = LogFiles.Read(folder, checkpoints.Attempt, LogCursor.Kept, isRunning: false);
            checkpoints.Keep(new KeptLog(trial.Place, log));
            TrialFolders.TryRemove(folder);
            progress?.Forget();
        }
    }

    private ProgramOutcome Run(
        Ground ground,
        Trial trial,
        ICheckpoints checkpoints,
        string folder,
        Said said,
        CheckpointTaker? taker,
        CancellationToken cancellation)
    {
        var run = (folder, checkpoints.Attempt);
        _running[trial.Place] = run;
        try
        {
            var values = TrialValues.Of(_spec, trial, checkpoints.Attempt, folder) with
            {
                CheckpointFolder = ProgressOf(ground, folder)?.Folder,
            };
            return ground.Served is { } served
                ? served.Evaluate(values, cancellation)
                : Run(ground, values, said, taker, cancellation);
        }
        finally
        {
            _running.TryRemove(KeyValuePair.Create(trial.Place, run));
        }
    }

    private ProgramOutcome Run(
        Ground ground, TrialValues values, Said said, CheckpointTaker? taker, CancellationToken cancellation)
    {
        ground.Files.LinkFrom(values.Folder);
        return new ProgramRun(_program, _command.Of(values), values, EnvironmentOf(values), ground.Guard)
            .Evaluate(said, taker, cancellation);
    }

    private TrialEnvironment EnvironmentOf(TrialValues? values) =>
        TrialEnvironment.Of(_program, values, _place.Slots, System.Environment.GetEnvironmentVariable);

    private TrialProgress? ProgressOf(Ground ground, string folder) =>
        _program.KeepsCheckpoints ? new(_program, ground.Folders.CheckpointOf(folder)) : null;

    // Not a Lazy, which would remember a failure: a disk that is full now may have room for the next trial.
    private Ground Prepared()
    {
        lock (_gate)
        {
            if (_ground is { } ground)
                return ground;
            var folders = new TrialFolders(RootOf(_place), _spec.Planned);
            var files = new StagedFiles(Path.Combine(folders.Root, _place.FilesName), FileBundles.Of(_program));
            files.Make();
            var guard = ProcessGuard.Start(_program.Grace);
            var served = _program.Serve
                ? new ServedProcesses(_program, EnvironmentOf(null), folders, files, guard)
                : null;
            return _ground = new Ground(folders, files, guard, served);
        }
    }

    private static string RootOf(Workplace place) => place.Folder is { } folder
        ? Directory.CreateDirectory(Path.Combine(folder, Workplace.TrialsName)).FullName
        : Directory.CreateTempSubdirectory("sweep-trials-").FullName;

    // What all trials share.
    private sealed record Ground(
        TrialFolders Folders, StagedFiles Files, ProcessGuard Guard, ServedProcesses? Served);
}

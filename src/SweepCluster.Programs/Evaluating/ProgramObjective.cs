using System.Collections.Concurrent;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Files;
using SweepCluster.Programs.Outcomes;
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
    private readonly ConcurrentDictionary<long, (string Logs, int Attempt)> _running = [];
    private readonly Lock _gate = new();
    private Ground? _ground;
    private ServedProcesses? _served;

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
            ? LogFiles.Read(run.Logs, run.Attempt, from, isRunning: true)
            : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_ground is not { } ground)
                return;
            _served?.Dispose();
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
        // One that was to make a part of its steps may go on.
        if (trial.Steps is null)
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
            var said = progress?.GoOn(start, _place.Keeper, cancellation) ?? new Said(_program);
            using var taker = progress?.TakerFor(checkpoints, _place.Keeper, trial.Place, said);
            var outcome = Run(ground, trial, checkpoints, folder, said, taker, cancellation);
            if (trial.Steps is { } steps)
                taker?.Rest(steps, cancellation);
            else
                taker?.Forget();
            return outcome with { Kept = Keep(ground, folder, cancellation) };
        }
        finally
        {
            var logs = ground.LogFolderOf(folder);
            var log = LogFiles.Read(logs, checkpoints.Attempt, LogCursor.Kept, isRunning: false);
            checkpoints.Keep(new KeptLog(trial.Place, log));
            TrialFolders.TryRemove(folder);
            if (logs != folder)
                TrialFolders.TryRemove(logs);
            progress?.Forget();
        }
    }

    private string? Keep(Ground ground, string folder, CancellationToken cancellation)
    {
        if (_program.Keep.IsEmpty || _place.Keeper is not { } keeper)
            return null;
        var files = new FilesToKeep(_program, folder);
        var (name, problem) = files.HandTo(keeper, cancellation);
        if (name is null)
            LogFiles.Note(ground.LogFolderOf(folder), problem);
        return name;
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
        var logs = ground.MakeLogFolder(folder);
        var run = (logs, checkpoints.Attempt);
        _running[trial.Place] = run;
        try
        {
            var values = TrialValues.Of(_spec, trial, checkpoints.Attempt, folder) with
            {
                CheckpointFolder = ProgressOf(ground, folder)?.Folder,
            };
            said.StopAt(trial.Limits);
            var outcome = _served is { } served
                ? served.Evaluate(values, said, logs, cancellation)
                : Run(ground, values, said, taker, cancellation);
            return outcome with { Budget = values.Budget };
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
        if (values.CheckpointFolder is { } kept)
            ground.Give(kept);
        using var gpus = ground.TakeGpus(cancellation);
        values = values with { Gpus = ground.NamesOf(gpus) };
        return new ProgramRun(_command.Of(values), values, ground.EnvironmentOf(values), ground)
            .Evaluate(said, taker, cancellation);
    }

    private TrialProgress? ProgressOf(Ground ground, string folder) =>
        _program.KeepsCheckpoints ? new(_program, ground.Folders.CheckpointOf(folder), ground.User) : null;

    // Not a Lazy, which would remember a failure: a disk that is full now may have room for the next trial.
    private Ground Prepared()
    {
        lock (_gate)
        {
            if (_ground is { } made)
                return made;
            var ground = Ground.Make(_program, _place, _spec.Planned);
            _served = _program.Serve ? new ServedProcesses(ground) : null;
            return _ground = ground;
        }
    }
}

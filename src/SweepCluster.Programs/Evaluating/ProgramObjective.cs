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
    private readonly Lazy<TrialFolders> _folders;
    private readonly Lazy<StagedFiles> _files;
    private readonly Lazy<ProcessGuard> _guard;

    /// <summary>Runs a sweep's trials.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="place">Where its trials have their folders.</param>
    public ProgramObjective(SweepSpec spec, Workplace place)
    {
        (_spec, _program, _place, _order) = (spec, (ProgramSpec)spec.Objective, place, new TrialOrder(spec));
        _folders = new Lazy<TrialFolders>(() => new TrialFolders(RootOf(place), _order.Planned));
        _files = new Lazy<StagedFiles>(Stage);
        _guard = new Lazy<ProcessGuard>(() => ProcessGuard.Start(_program.Grace));
    }

    /// <inheritdoc/>
    public PackOutcome Evaluate(IReadOnlyList<long> places, ICheckpoints checkpoints, CancellationToken cancellation) =>
        new([], [.. places.Select(place => Evaluate(_order[place], checkpoints, cancellation))]);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_guard.IsValueCreated)
            _guard.Value.Dispose();
        if (_place.Folder is null && _folders.IsValueCreated)
            Directory.Delete(_folders.Value.Root, recursive: true);
    }

    private ProgramOutcome Evaluate(Trial trial, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
            throw new TryElsewhereException(ProgramCheck.NotOnWindows);
        var files = _files.Value;
        var folder = _place.IsKept ? _folders.Value.MakeAnew(trial.Id) : _folders.Value.MakePassing(trial.Id);
        files.LinkFrom(folder);
        try
        {
            return Evaluate(trial, folder, checkpoints, cancellation);
        }
        finally
        {
            if (!_place.IsKept)
                Directory.Delete(folder, recursive: true);
        }
    }

    private ProgramOutcome Evaluate(
        Trial trial, string folder, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        var values = TrialValues.Of(_spec, trial, checkpoints.Attempt, folder);
        var environment = TrialEnvironment.Of(
            _program, values, _place.Slots, System.Environment.GetEnvironmentVariable);
        var outcome = new ProgramRun(_program, values, environment, _guard.Value).Evaluate(cancellation);
        checkpoints.Made(1);
        return outcome;
    }

    private StagedFiles Stage()
    {
        var files = new StagedFiles(Path.Combine(_folders.Value.Root, _place.FilesName), FileBundle.Of(_program));
        files.Make();
        return files;
    }

    private static string RootOf(Workplace place) => place.Folder is { } folder
        ? Directory.CreateDirectory(Path.Combine(folder, Workplace.TrialsName)).FullName
        : Directory.CreateTempSubdirectory("sweep-trials-").FullName;
}

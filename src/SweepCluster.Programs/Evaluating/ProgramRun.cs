using System.Collections.Immutable;
using System.Diagnostics;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Saying;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Evaluating;

/// <summary>One attempt at one trial: starts the program, follows what it says, and sees it end.</summary>
/// <param name="command">The program and its arguments.</param>
/// <param name="values">The trial.</param>
/// <param name="environment">The program's variables.</param>
/// <param name="ground">What it shares with other trials.</param>
internal sealed class ProgramRun(
    ImmutableArray<string> command, TrialValues values, TrialEnvironment environment, Ground ground)
{
    // How soon a stop is noticed, and how often what the program says is read.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly ProgramSpec _spec = ground.Program;
    private readonly string _output = Path.Combine(ground.LogFolderOf(values.Folder), TrialFileNames.Output);
    private readonly string _errors = Path.Combine(ground.LogFolderOf(values.Folder), TrialFileNames.Errors);

    /// <summary>Runs it in the trial's folder, which has its files already.</summary>
    /// <param name="said">What was said by earlier attempts; takes what this one says.</param>
    /// <param name="taker">Takes checkpoints on the way; may be null.</param>
    /// <param name="cancellation">Stops the program.</param>
    /// <exception cref="TrialFailedException">It gave no result.</exception>
    /// <exception cref="TryElsewhereException">It asked to be run elsewhere, or later.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for; the program has ended.</exception>
    public ProgramOutcome Evaluate(Said said, CheckpointTaker? taker, CancellationToken cancellation)
    {
        NewFile.Write(values.ParametersFile, ParametersFile.Bytes(values));
        Launch.Note(command, environment, values.Folder);
        var status = Run(said, taker, cancellation);
        if (said.IsStopped)
            return said.Outcome()!;
        if (status.Code == ExitStatus.TryElsewhere)
            throw new TryElsewhereException(
                $"trial {values.Trial} asks to be run elsewhere or later (exit status {ExitStatus.TryElsewhere})");
        if (!status.IsSuccess)
            throw new TrialFailedException(FailureWords.Of(_spec, status, _errors, _output));
        return said.Outcome()
            ?? throw new TrialFailedException(FailureWords.NothingSaid(_spec, said, _errors, _output));
    }

    private ExitStatus Run(Said said, CheckpointTaker? taker, CancellationToken cancellation)
    {
        using var output = new LineTail(_output);
        var errors = new Growth(_errors);
        using var metrics = new LineTail(values.MetricsFile, isForeign: ground.User is not null);
        var tree = Start();
        try
        {
            Follow(
                tree, () => Read(isLast: false, hasEnded: false) || errors.HasGrown(), () => said.IsStopped,
                cancellation);
        }
        catch
        {
            tree.Stop(_spec.Grace);
            Read(isLast: false, hasEnded: true);
            throw;
        }

        var status = said.IsStopped ? tree.Stop(_spec.Grace) : tree.Reap();
        Read(isLast: true, hasEnded: !status.IsSuccess);
        return status;

        // The last line of a program that was stopped may be half of one. One that has ended well needs no checkpoint.
        bool Read(bool isLast, bool hasEnded)
        {
            taker?.Look(hasEnded);
            var isNews = output.Read(isLast, said.Take);
            isNews |= metrics.Read(isLast, said.Take);
            taker?.Keep(cancellation);
            return isNews;
        }
    }

    // Returns when the program has ended by itself, or is to be stopped.
    private void Follow(
        ProcessTree tree, Func<bool> hasSaidMore, Func<bool> isStopped, CancellationToken cancellation)
    {
        var (running, quiet) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        while (!tree.WaitForEnd(Glance))
        {
            cancellation.ThrowIfCancellationRequested();
            if (hasSaidMore())
                quiet.Restart();
            if (isStopped())
                return;
            if (_spec.Timeout > TimeSpan.Zero && running.Elapsed >= _spec.Timeout)
                throw new TrialFailedException(FailureWords.TimedOut(_spec, _errors, _output));
            if (_spec.Silence > TimeSpan.Zero && quiet.Elapsed >= _spec.Silence)
                throw new TrialFailedException(FailureWords.Silent(_spec, _errors, _output));
        }
    }

    private ProcessTree Start()
    {
        var words = Launch.Words(_spec, command, environment, values.Folder, ground.Place.Rules);
        ground.Give(values.Folder);
        try
        {
            return ProcessTree.Start(ground.Guard, new SpawnedCommand(
                words,
                Launch.Variables(environment),
                values.Folder,
                _output,
                _errors));
        }
        catch (StartFailedException cause)
        {
            throw new TrialFailedException(cause.Message);
        }
    }
}

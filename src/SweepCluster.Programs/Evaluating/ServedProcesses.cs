using System.Diagnostics;
using System.Globalization;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Files;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Serving;
using SweepCluster.Programs.Spec;

namespace SweepCluster.Programs.Evaluating;

/// <summary>The processes of a program that run its trials: as many as trials run at the same time.</summary>
internal sealed class ServedProcesses : IDisposable
{
    /// <summary>Begins the names of their folders, among those of trials.</summary>
    public const string FolderPrefix = ".served-";

    // Nobody says that a sweep is over, and a process may hold much memory.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(10);

    private readonly ProgramSpec _spec;
    private readonly TrialEnvironment _environment;
    private readonly TrialFolders _folders;
    private readonly StagedFiles _files;
    private readonly ProcessGuard _guard;
    private readonly Lock _gate = new();
    private readonly Stack<Numbered> _idle = new();
    private readonly SortedSet<int> _free = [];
    private readonly Timer _timer;
    private int _numbers;

    /// <summary>None yet.</summary>
    /// <param name="spec">The program.</param>
    /// <param name="environment">Its variables.</param>
    /// <param name="folders">Where they have their folders.</param>
    /// <param name="files">What they find there.</param>
    /// <param name="guard">Ends them if this process ends.</param>
    public ServedProcesses(
        ProgramSpec spec, TrialEnvironment environment, TrialFolders folders, StagedFiles files, ProcessGuard guard)
    {
        (_spec, _environment, _folders, _files, _guard) = (spec, environment, folders, files, guard);
        _timer = new Timer(_ => EndIdle(LongestIdle), null, LongestIdle, LongestIdle);
    }

    /// <summary>Runs a trial.</summary>
    /// <exception cref="TrialFailedException">It gave no result.</exception>
    public ProgramOutcome Evaluate(TrialValues values, CancellationToken cancellation)
    {
        NewFile.Write(values.ParametersFile, ParametersFile.Bytes(values));
        while (true)
        {
            var taken = Take();
            try
            {
                if (new ServedRun(_spec, values, taken.Process).Evaluate(cancellation) is { } outcome)
                    return outcome;
            }
            finally
            {
                Return(taken);
            }
        }
    }

    /// <summary>Ends those that run no trial.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        EndIdle(TimeSpan.Zero);
    }

    private Numbered Take()
    {
        while (Pop() is { } idle)
        {
            if (!idle.Process.HasEnded)
                return idle;
            End(idle);
        }

        var number = TakeNumber();
        try
        {
            return new Numbered(number, Start(number), 0);
        }
        catch
        {
            lock (_gate)
                _free.Add(number);
            throw;
        }
    }

    private Numbered? Pop()
    {
        lock (_gate)
            return _idle.TryPop(out var idle) ? idle : null;
    }

    private int TakeNumber()
    {
        lock (_gate)
        {
            if (_free.Count == 0)
                return ++_numbers;
            var number = _free.Min;
            _free.Remove(number);
            return number;
        }
    }

    private ServedProcess Start(int number)
    {
        var folder = _folders.MakeAnew(FolderPrefix + number.ToString(CultureInfo.InvariantCulture));
        _files.LinkFrom(folder);
        var command = new CommandLine(_spec).OfMany();
        Launch.Note(command, _environment, folder);
        try
        {
            return ServedProcess.Start(
                _guard,
                Launch.Words(_spec, command, _environment, folder),
                Launch.Variables(_environment),
                folder);
        }
        catch (StartFailedException cause)
        {
            throw new TrialFailedException(cause.Message);
        }
    }

    private void Return(Numbered taken)
    {
        lock (_gate)
        {
            if (taken.Process.Ended is null)
                _idle.Push(taken with { Since = Stopwatch.GetTimestamp() });
            else
                _free.Add(taken.Number);
        }
    }

    private void EndIdle(TimeSpan longest)
    {
        List<Numbered> over;
        lock (_gate)
        {
            over = [.. _idle.Where(idle => Stopwatch.GetElapsedTime(idle.Since) >= longest)];
            var others = _idle.Except(over).Reverse().ToList();
            _idle.Clear();
            others.ForEach(_idle.Push);
        }

        over.ForEach(End);
    }

    private void End(Numbered idle)
    {
        idle.Process.End(_spec.Grace);
        lock (_gate)
            _free.Add(idle.Number);
    }

    private sealed record Numbered(int Number, ServedProcess Process, long Since);
}

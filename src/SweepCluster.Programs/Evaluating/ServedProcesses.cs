using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Saying;
using SweepCluster.Programs.Serving;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Evaluating;

/// <summary>The processes of a program that run its trials: as many as trials run at the same time.</summary>
internal sealed class ServedProcesses : IDisposable
{
    /// <summary>Begins the names of their folders, among those of trials.</summary>
    public const string FolderPrefix = ".served-";

    // Nobody says that a sweep is over, and a process may hold much memory. Others may wait for its GPUs.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestIdleWithGpus = TimeSpan.FromSeconds(1);

    private readonly Ground _ground;
    private readonly ProgramSpec _spec;
    private readonly Lock _gate = new();
    private readonly Stack<Numbered> _idle = new();
    private readonly SortedSet<int> _free = [];
    private readonly Timer _timer;
    private int _numbers;

    /// <summary>None yet.</summary>
    /// <param name="ground">What they share.</param>
    public ServedProcesses(Ground ground)
    {
        (_ground, _spec) = (ground, ground.Program);
        var longest = _spec.Resources.Gpus > 0 ? LongestIdleWithGpus : LongestIdle;
        _timer = new Timer(_ => EndIdle(longest), null, longest, longest);
    }

    /// <summary>Runs a trial.</summary>
    /// <param name="values">The trial.</param>
    /// <param name="said">Takes what it says.</param>
    /// <param name="logs">The folder that takes what is printed of it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="TrialFailedException">It gave no result.</exception>
    /// <exception cref="TryElsewhereException">The program is not to run here, or asked to be run elsewhere or later.
    /// </exception>
    public ProgramOutcome Evaluate(TrialValues values, Said said, string logs, CancellationToken cancellation)
    {
        NewFile.Write(values.ParametersFile, ParametersFile.Bytes(values));
        _ground.Give(values.Folder);
        while (true)
        {
            var taken = Take(cancellation);
            try
            {
                if (new ServedRun(_spec, values, said, taken.Process, logs).Evaluate(cancellation) is { } outcome)
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

    private Numbered Take(CancellationToken cancellation)
    {
        while (Pop() is { } idle)
        {
            if (!idle.Process.HasEnded)
                return idle;
            End(idle);
        }

        var gpus = _ground.TakeGpus(cancellation);
        var number = TakeNumber();
        try
        {
            return new Numbered(number, Start(number, _ground.NamesOf(gpus)), gpus, 0);
        }
        catch
        {
            gpus?.Dispose();
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

    private ServedProcess Start(int number, ImmutableArray<string> gpus)
    {
        var folder = _ground.Folders.MakeAnew(FolderPrefix + number.ToString(CultureInfo.InvariantCulture));
        var logs = _ground.MakeLogFolder(folder);
        _ground.Files.LinkFrom(folder);
        var (command, environment) = (new CommandLine(_spec).OfMany(), _ground.EnvironmentOfMany(gpus));
        Launch.Note(command, environment, folder);
        var words = Launch.Words(_spec, command, environment, folder, _ground.Place.Rules);
        _ground.Give(folder);
        try
        {
            return ServedProcess.Start(_ground.Guard, words, Launch.Variables(environment), folder, logs);
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
            {
                _idle.Push(taken with { Since = Stopwatch.GetTimestamp() });
                return;
            }
        }

        Free(taken);
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
        Free(idle);
    }

    private void Free(Numbered ended)
    {
        ended.Gpus?.Dispose();
        lock (_gate)
            _free.Add(ended.Number);
    }

    private sealed record Numbered(int Number, ServedProcess Process, IGpuShare? Gpus, long Since);
}

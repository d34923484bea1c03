using System.Diagnostics;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Saying;
using SweepCluster.Programs.Serving;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Evaluating;

/// <summary>One attempt at one trial by a process that runs many.</summary>
/// <param name="spec">The program.</param>
/// <param name="values">The trial.</param>
/// <param name="said">Takes what it says.</param>
/// <param name="process">The process, which runs no other trial meanwhile.</param>
/// <param name="logs">The folder that takes what is printed of the trial.</param>
internal sealed class ServedRun(
    ProgramSpec spec, TrialValues values, Said said, ServedProcess process, string logs)
{
    // How soon a stop is noticed.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    // Pipes of a process close a little before it has ended, more so if it holds much memory.
    private static readonly TimeSpan LongestEnding = TimeSpan.FromSeconds(5);

    private readonly string _output = Path.Combine(logs, TrialFileNames.Output);
    private readonly string _errors = Path.Combine(logs, TrialFileNames.Errors);
    private readonly Stopwatch _running = new();
    private readonly Stopwatch _quiet = new();
    private FileStream? _log;
    private Answer? _last;

    /// <summary>Runs it.</summary>
    /// <returns>The outcome; null if the process had ended well before it heard of the trial.</returns>
    /// <exception cref="TrialFailedException">It gave no result.</exception>
    /// <exception cref="TryElsewhereException">It asked to be run elsewhere, or later.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public ProgramOutcome? Evaluate(CancellationToken cancellation)
    {
        Func<string>? obstacle;
        try
        {
            obstacle = Converse(cancellation);
        }
        finally
        {
            _log?.Dispose();
            process.TakeErrors(_errors);
        }

        if (said.IsStopped)
        {
            process.HasAnswered = true;
            return said.Outcome();
        }

        if (_last is null && obstacle is null)
            return Ended(process.Ended!.Value);
        process.HasAnswered = true;
        if (obstacle is not null)
            throw new TrialFailedException(obstacle());
        if (_last!.Failure is { } reason)
            throw new TrialFailedException(FailureWords.Said(reason, _errors, _output));
        return said.Outcome()
            ?? throw new TrialFailedException(FailureWords.NothingSaid(spec, said, _errors, _output));
    }

    // Returns when there is a last answer, or the process has ended; otherwise with why it was stopped.
    private Func<string>? Converse(CancellationToken cancellation)
    {
        // Whatever a pipe can hold was said between two trials.
        process.Read(TimeSpan.Zero, process.Log);
        process.Read(TimeSpan.Zero, process.Log);
        _running.Start();
        _quiet.Start();
        var errors = new Growth(process.Errors);
        Func<string>? obstacle = null;
        process.Send(Request.Of(values), Follow);
        while (Follow())
        {
        }

        return obstacle;

        // Whether there is more to come.
        bool Follow()
        {
            if (_last is not null || obstacle is not null || process.Ended is not null)
                return false;
            if (process.Read(Glance, Hear) || (spec.Silence > TimeSpan.Zero && errors.HasGrown()))
                _quiet.Restart();
            else if (process.HasEnded && !process.Read(TimeSpan.Zero, Hear))
                process.Reap();
            else
                _log?.Flush();
            if (_last is not null || process.Ended is not null)
                return false;
            obstacle = Obstacle();
            if (obstacle is null && !said.IsStopped && !cancellation.IsCancellationRequested)
                return true;
            Stop();
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }

    private Func<string>? Obstacle()
    {
        if (process.IsAtEnd && _quiet.Elapsed >= LongestEnding)
            return () => FailureWords.Closed(_errors, _output);
        if (spec.Timeout > TimeSpan.Zero && _running.Elapsed >= spec.Timeout)
            return () => FailureWords.TimedOut(spec, _errors, _output);
        if (spec.Silence > TimeSpan.Zero && _quiet.Elapsed >= spec.Silence)
            return () => FailureWords.Silent(spec, _errors, _output);
        return null;
    }

    // A process that ends the trial in time goes on with the next.
    private void Stop()
    {
        var waiting = Stopwatch.StartNew();
        var isOver = false;
        process.Send(Request.Stop(values.Trial), Waits);
        while (!isOver && Waits())
        {
        }

        if (!isOver)
            process.Stop(TimeSpan.Zero);

        bool Waits()
        {
            process.Read(Glance, line => isOver |= Take(line) is { IsLast: true });
            return !isOver && !process.HasEnded && waiting.Elapsed < spec.Grace;
        }
    }

    private void Hear(ReadOnlyMemory<byte> line)
    {
        if (Take(line) is not { } answer)
            return;
        if (answer.Failure is null)
            said.Take(answer.Said);
        if (answer.IsLast)
            _last = answer;
    }

    // Keeps a line; returns what it answers of the trial, while that is under way.
    private Answer? Take(ReadOnlyMemory<byte> line)
    {
        var answer = Answer.Of(line.Span);
        if (_last is not null || (answer is not null && answer.Trial != values.Trial))
        {
            process.Log(line);
            return null;
        }

        _log ??= new FileStream(_output, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        _log.Write(line.Span);
        _log.WriteByte((byte)'\n');
        return answer;
    }

    private ProgramOutcome? Ended(ExitStatus status)
    {
        if (status.Code == ExitStatus.TryElsewhere)
            throw new TryElsewhereException(
                $"trial {values.Trial} asks to be run elsewhere or later (exit status {ExitStatus.TryElsewhere})");
        if (status.IsSuccess && process.HasAnswered && _log is null)
            return null;
        throw new TrialFailedException(status.IsSuccess
            ? FailureWords.Unanswered(_errors, _output)
            : FailureWords.Of(spec, status, _errors, _output));
    }
}

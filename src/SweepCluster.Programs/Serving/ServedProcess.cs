using System.Collections.Immutable;
using System.Diagnostics;
using System.IO.Pipes;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Saying;

namespace SweepCluster.Programs.Serving;

/// <summary>A program that runs trial after trial, as its standard input tells it.</summary>
internal sealed class ServedProcess
{
    // A pipe that has room takes so many bytes without delay: PIPE_BUF of Linux. Elsewhere it may be fewer.
    private static readonly int MostAtOnce = OperatingSystem.IsLinux() ? 4096 : 512;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly AnonymousPipeServerStream _input;
    private readonly AnonymousPipeServerStream _output;
    private readonly ProcessTree _tree;
    private readonly string _logs;
    private readonly LineSplitter _lines = new();
    private readonly byte[] _chunk = new byte[LineSplitter.LongestLine];
    private FileStream? _log;
    private long _errorsTaken;

    private ServedProcess(
        AnonymousPipeServerStream input, AnonymousPipeServerStream output, ProcessTree tree, string logs) =>
        (_input, _output, _tree, _logs) = (input, output, tree, logs);

    /// <summary>Whether it has answered a trial.</summary>
    public bool HasAnswered { get; set; }

    /// <summary>Whether its output has been read to the end: nothing more will come.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether it has ended; its output may not have been read yet.</summary>
    public bool HasEnded => _tree.HasEnded;

    /// <summary>How it ended, once that has been taken; it is of no use any more.</summary>
    public ExitStatus? Ended { get; private set; }

    /// <summary>The file that takes its standard error.</summary>
    public string Errors => Path.Combine(_logs, TrialFileNames.Errors);

    /// <summary>Starts one.</summary>
    /// <param name="guard">Ends it if this process does.</param>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="environment">All its variables, each NAME=VALUE.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="logs">The folder that takes what it prints of no trial.</param>
    /// <exception cref="StartFailedException">It cannot be started.</exception>
    public static ServedProcess Start(
        ProcessGuard guard,
        ImmutableArray<string> words,
        ImmutableArray<string> environment,
        string folder,
        string logs)
    {
        var input = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        var output = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        try
        {
            var errors = Path.Combine(logs, TrialFileNames.Errors);
            var tree = ProcessTree.Start(guard, new SpawnedCommand(words, environment, folder, "", errors)
            {
                Input = input.ClientSafePipeHandle,
                Said = output.ClientSafePipeHandle,
            });
            return new ServedProcess(input, output, tree, logs);
        }
        catch
        {
            input.Dispose();
            output.Dispose();
            throw;
        }
        finally
        {
            input.DisposeLocalCopyOfClientHandle();
            output.DisposeLocalCopyOfClientHandle();
        }
    }

    /// <summary>Writes to its standard input; whether it reads that shows in its answers.</summary>
    /// <param name="line">A line.</param>
    /// <param name="wait">Called as long as it takes nothing; whether to go on waiting.</param>
    public void Send(ReadOnlySpan<byte> line, Func<bool> wait)
    {
        while (!line.IsEmpty)
        {
            if (!LibC.WaitForRoom((int)_input.SafePipeHandle.DangerousGetHandle(), 0) && !wait())
                return;
            var part = line[..Math.Min(line.Length, MostAtOnce)];
            if (!LibC.WaitForRoom((int)_input.SafePipeHandle.DangerousGetHandle(), 0))
                continue;
            try
            {
                _input.Write(part);
            }
            catch (IOException)
            {
                // It reads no more. It may have answered all the same, or says why when it has ended.
                return;
            }

            line = line[part.Length..];
        }
    }

    /// <summary>Hands over lines of its standard output, as soon as there is something or it has ended.</summary>
    /// <param name="longest">How long to wait.</param>
    /// <param name="take">Takes a line's bytes, which are gone afterwards.</param>
    /// <returns>Whether there was anything.</returns>
    public bool Read(TimeSpan longest, Action<ReadOnlyMemory<byte>> take)
    {
        if (!_tree.WaitForOutput(IsAtEnd ? null : _output.SafePipeHandle, longest))
            return false;
        var read = _output.Read(_chunk);
        _lines.Add(_chunk.AsSpan(0, read), take);
        IsAtEnd = read == 0;
        if (IsAtEnd)
            _lines.Finish(take);
        return read > 0;
    }

    /// <summary>Keeps a line that belongs to no trial.</summary>
    public void Log(ReadOnlyMemory<byte> line)
    {
        _log ??= new FileStream(
            Path.Combine(_logs, TrialFileNames.Output), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        _log.Write(line.Span);
        _log.WriteByte((byte)'\n');
        _log.Flush();
    }

    /// <summary>Copies what it wrote to standard error since the last call, if there is anything.</summary>
    public void TakeErrors(string path)
    {
        if (new FileInfo(Errors) is not { Exists: true, Length: var length } || length <= _errorsTaken)
            return;
        using var errors = new FileStream(Errors, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        errors.Position = _errorsTaken;
        using var copy = new FileStream(path, FileMode.Append, FileAccess.Write);
        errors.CopyTo(copy);
        _errorsTaken = errors.Position;
    }

    /// <summary>Takes how it ended, once it has.</summary>
    public ExitStatus Reap() => Over(_tree.Reap());

    /// <summary>Asks it to stop, and kills it after a while.</summary>
    public ExitStatus Stop(TimeSpan grace) => Over(_tree.Stop(grace));

    /// <summary>Tells it that no more trials come, and stops it if it has not ended after a while.</summary>
    public void End(TimeSpan grace)
    {
        _input.Dispose();
        for (var waiting = Stopwatch.StartNew(); !HasEnded && waiting.Elapsed < grace;)
            Read(Glance < grace ? Glance : grace, Log);
        if (HasEnded)
            Reap();
        else
            Stop(TimeSpan.Zero);
    }

    private ExitStatus Over(ExitStatus status)
    {
        _input.Dispose();
        _output.Dispose();
        _log?.Dispose();
        Ended = status;
        return status;
    }
}

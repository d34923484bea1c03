using System.Collections.Immutable;
using System.Globalization;
using System.IO.Pipes;
using System.Text;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Programs.Processes;

/// <summary>Ends programs whose worker is gone, whatever ended it.</summary>
/// <remarks>
/// A shell in a session of its own (guard.sh) reads a pipe that nobody but this process writes: however this process
/// ends, the pipe closes, and the shell stops whatever is still there.
/// </remarks>
internal sealed class ProcessGuard : IDisposable
{
    private const string Shell = "/bin/sh";

    private static readonly Lazy<string> Script = new(ReadScript);

    private readonly Lock _gate = new();
    private readonly AnonymousPipeServerStream _pipe;
    private readonly UnixProcess _shell;
    private long _marks;

    private ProcessGuard(string mark, AnonymousPipeServerStream pipe, UnixProcess shell) =>
        (Mark, _pipe, _shell) = (mark, pipe, shell);

    /// <summary>What all marks of its processes begin with.</summary>
    public string Mark { get; }

    /// <summary>Starts one.</summary>
    /// <param name="grace">From asking programs to stop until killing them.</param>
    /// <exception cref="StartFailedException">There is no shell.</exception>
    public static ProcessGuard Start(TimeSpan grace)
    {
        LibC.KeepDescriptors();
        var mark = Guid.NewGuid().ToString("N");
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        var seconds = Math.Ceiling(grace.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        ImmutableArray<string> words =
            [Shell, "-c", Script.Value, "sweep-guard", $"{MarkedProcesses.Variable}={mark}", seconds];
        try
        {
            var command = new SpawnedCommand(
                words, ["PATH=/usr/local/bin:/usr/bin:/bin"], "/", UnixProcess.Nothing, UnixProcess.Nothing)
            {
                Input = pipe.ClientSafePipeHandle,
            };
            return new ProcessGuard(mark, pipe, UnixProcess.Start(command));
        }
        finally
        {
            pipe.DisposeLocalCopyOfClientHandle();
        }
    }

    /// <summary>A mark that nothing else has.</summary>
    public string NextMark() =>
        string.Create(CultureInfo.InvariantCulture, $"{Mark}.{Interlocked.Increment(ref _marks)}.");

    /// <summary>Begins to guard a process.</summary>
    public void Add(UnixProcess process) => Tell('+', process);

    /// <summary>Notes that a process has been asked to stop: nobody asks it twice, for some give up at that.</summary>
    public void NoteAsked(UnixProcess process) => Tell('?', process);

    /// <summary>Stops guarding a process that has ended.</summary>
    public void Remove(UnixProcess process) => Tell('-', process);

    /// <summary>Ends what is still guarded.</summary>
    public void Dispose()
    {
        _pipe.Dispose();
        _shell.Reap();
    }

    private void Tell(char what, UnixProcess process)
    {
        var line = Encoding.ASCII.GetBytes(FormattableString.Invariant($"{what} {process.Id}\n"));
        lock (_gate)
            _pipe.Write(line);
    }

    private static string ReadScript() => EmbeddedText.Of(typeof(ProcessGuard).Assembly, "guard.sh");
}

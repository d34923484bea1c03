using System.Runtime.ExceptionServices;

namespace SweepCluster.Cli.Hosting;

/// <summary>Ends a command when memory runs out on any thread.</summary>
/// <remarks>The thread that runs out may be one whose failure others never hear of and wait for forever.</remarks>
internal sealed class MemoryWatch : IDisposable
{
    private readonly TaskCompletionSource _shortage = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MemoryWatch() => AppDomain.CurrentDomain.FirstChanceException += Look;

    /// <summary>Waits for the command's end, or for memory to run out.</summary>
    /// <exception cref="OutOfMemoryException">Memory has run out; the command may never end.</exception>
    public static async Task<int> OverAsync(Func<Task<int>> command)
    {
        using var watch = new MemoryWatch();
        var run = Task.Run(command);
        await Task.WhenAny(run, watch._shortage.Task).ConfigureAwait(false);
        return run.IsCompleted ? await run.ConfigureAwait(false) : throw new InsufficientMemoryException();
    }

    /// <inheritdoc/>
    public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= Look;

    private void Look(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is OutOfMemoryException)
            _shortage.TrySetResult();
    }
}

using System.Runtime.CompilerServices;

namespace SweepCluster.Dashboard.Live;

/// <summary>The newest version of a value; a slow watcher sees the newest and may miss those in between.</summary>
/// <remarks>Nothing is queued, so a slow watcher costs no memory.</remarks>
internal sealed class Latest<T>(T first)
    where T : class
{
    private volatile Version _version = new(first);

    /// <summary>The newest value.</summary>
    public T Value => _version.Value;

    /// <summary>Replaces it; the same object again is no change.</summary>
    public void Set(T value)
    {
        if (ReferenceEquals(value, Value))
            return;
        var before = Interlocked.Exchange(ref _version, new Version(value));
        before.Over.SetResult();
    }

    /// <summary>The newest value now, and after each change.</summary>
    public async IAsyncEnumerable<T> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var version = _version;
            yield return version.Value;
            await version.Over.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private sealed record Version(T Value)
    {
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

namespace SweepCluster.Cluster.Data.Cache;

/// <summary>Data in a node's cache, whole and verified; they stay there until this object is disposed.</summary>
public sealed class CachedData : IDisposable
{
    private Action? _release;

    internal CachedData(string path, Action release) => (Path, _release) = (path, release);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}

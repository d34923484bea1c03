namespace SweepCluster.Programs.Saying;

/// <summary>Tells whether a file grows, without reading it.</summary>
/// <param name="path">The file; it need not be there yet.</param>
internal sealed class Growth(string path)
{
    private long _length;

    /// <summary>Whether it has grown since the last call.</summary>
    public bool HasGrown()
    {
        var before = _length;
        _length = new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;
        return _length > before;
    }
}

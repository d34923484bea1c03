using SweepCluster.Programs.Processes;

namespace SweepCluster.Programs.Saying;

/// <summary>Reads the lines of a file that grows.</summary>
/// <param name="path">The file; it need not be there yet.</param>
/// <param name="isForeign">Whether another user's program makes it, which may put a link in its place.</param>
internal sealed class LineTail(string path, bool isForeign = false) : IDisposable
{
    /// <summary>What is longer is cut off: nobody reads such a line, and memory must not grow with it.</summary>
    public const int LongestLine = 64 * 1024;

    private readonly byte[] _chunk = new byte[LongestLine];
    private readonly byte[] _line = new byte[LongestLine];
    private FileStream? _file;
    private int _used;

    /// <summary>Hands over the lines that have been ended since the last call.</summary>
    /// <param name="isLast">Whether nothing comes after this: the last line needs no end then.</param>
    /// <param name="take">Takes a line's bytes, which are gone afterwards.</param>
    /// <returns>Whether there was anything new.</returns>
    public bool Read(bool isLast, Action<ReadOnlyMemory<byte>> take)
    {
        // An empty one may be a pipe, which would hold up whoever opens it.
        if (_file is null && new FileInfo(path) is { Exists: true, Length: > 0 })
            _file = Open();
        var isNews = false;
        for (int read; _file is not null && (read = _file.Read(_chunk)) > 0; isNews = true)
            Split(_chunk.AsSpan(0, read), take);
        if (isLast && _used > 0)
            End(take);
        return isNews;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private FileStream? Open() => !isForeign
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0)
        : LibC.OpenForeign(path) is { } handle ? new FileStream(handle, FileAccess.Read, bufferSize: 0) : null;

    private void Split(ReadOnlySpan<byte> bytes, Action<ReadOnlyMemory<byte>> take)
    {
        for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
        {
            Append(bytes[..end]);
            End(take);
        }

        Append(bytes);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        var fitting = Math.Min(bytes.Length, LongestLine - _used);
        bytes[..fitting].CopyTo(_line.AsSpan(_used));
        _used += fitting;
    }

    private void End(Action<ReadOnlyMemory<byte>> take)
    {
        take(_line.AsMemory(0, _used));
        _used = 0;
    }
}

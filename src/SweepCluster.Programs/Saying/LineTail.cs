using System.Buffers;
using SweepCluster.Programs.Processes;

namespace SweepCluster.Programs.Saying;

/// <summary>Reads the lines of a file that grows.</summary>
/// <param name="path">The file; it need not be there yet.</param>
/// <param name="isForeign">Whether another user's program makes it, which may put a link in its place.</param>
internal sealed class LineTail(string path, bool isForeign = false) : IDisposable
{
    private readonly LineSplitter _lines = new();
    private FileStream? _file;

    /// <summary>Hands over the lines that have been ended since the last call.</summary>
    /// <param name="isLast">Whether nothing comes after this: the last line needs no end then.</param>
    /// <param name="take">Takes a line's bytes, which are gone afterwards.</param>
    /// <returns>Whether there was anything new.</returns>
    public bool Read(bool isLast, Action<ReadOnlyMemory<byte>> take)
    {
        // An empty one may be a pipe, which would hold up whoever opens it.
        if (_file is null && new FileInfo(path) is { Exists: true, Length: > 0 })
            _file = Open();
        var isNews = _file is not null && ReadOn(_file, take);
        if (isLast)
            _lines.Finish(take);
        return isNews;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private FileStream? Open() => !isForeign
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0)
        : LibC.OpenForeign(Path.GetDirectoryName(path)!, Path.GetFileName(path)) is { } handle
            ? new FileStream(handle, FileAccess.Read, bufferSize: 0)
            : null;

    private bool ReadOn(FileStream file, Action<ReadOnlyMemory<byte>> take)
    {
        var isNews = false;
        var chunk = ArrayPool<byte>.Shared.Rent(LineSplitter.LongestLine);
        for (int read; (read = file.Read(chunk)) > 0; isNews = true)
            _lines.Add(chunk.AsSpan(0, read), take);
        ArrayPool<byte>.Shared.Return(chunk);
        return isNews;
    }
}

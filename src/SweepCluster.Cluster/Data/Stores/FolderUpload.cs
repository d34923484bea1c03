using SweepCluster.Cluster.Protocol;
namespace SweepCluster.Cluster.Data.Stores;

/// <summary>Data on their way into a folder: a file with a temporary name until it is whole and verified.</summary>
internal sealed class FolderUpload : DataUpload
{
    // The commit, and the sender with it, waits for all bytes that have not reached the disk by then.
    private const long FlushEvery = 64L << 20;

    private readonly string _path;
    private readonly string _unfinished;
    private readonly FileStream _file;
    private long _flushed;

    public FolderUpload(DataHash hash, long length, string path, string unfinished)
        : base(hash, length)
    {
        (_path, _unfinished) = (path, unfinished);
        _file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, 0);
    }

    protected override void Write(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        if (_file.Position - _flushed < FlushEvery)
            return;
        _file.Flush(flushToDisk: true);
        _flushed = _file.Position;
    }

    protected override void Store()
    {
        _file.Flush(flushToDisk: true);
        File.Move(_unfinished, _path, overwrite: true);
        // The new name is durable once the file is flushed under it.
        _file.Flush(flushToDisk: true);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        _file.Dispose();
        File.Delete(_unfinished);
    }
}

using SweepCluster.Cluster.Protocol;
namespace SweepCluster.Cluster.Data.Stores;

/// <summary>Keeps data in a folder, as files named by their hash, for a lone coordinator.</summary>
/// <remarks>One process per folder: it removes at its start what an earlier one left unfinished.</remarks>
public sealed class FolderDataStore : IDataStore
{
    private const string Unfinished = ".part";

    private readonly string _folder;

    /// <summary>Opens a folder; makes it if it is missing.</summary>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public FolderDataStore(string folder)
    {
        _folder = PrivateFiles.MakeOwnFolder(folder);
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + Unfinished).Where(DataHash.Names))
            File.Delete(path);
    }

    /// <inheritdoc/>
    public long? LengthOf(DataHash hash) => new FileInfo(PathOf(hash)) is { Exists: true } file ? file.Length : null;

    /// <inheritdoc/>
    public int Read(DataHash hash, long offset, Span<byte> buffer)
    {
        if (!File.Exists(PathOf(hash)))
            return 0;
        using var file = File.OpenHandle(PathOf(hash), share: FileShare.Read | FileShare.Delete);
        var read = 0;
        for (int more; read < buffer.Length && (more = RandomAccess.Read(file, buffer[read..], offset + read)) > 0;)
            read += more;
        return read;
    }

    /// <inheritdoc/>
    public DataUpload Begin(DataHash hash, long length) =>
        new FolderUpload(hash, length, PathOf(hash), $"{PathOf(hash)}.{Guid.NewGuid():n}{Unfinished}");

    /// <inheritdoc/>
    public void Forget(DataHash hash) => File.Delete(PathOf(hash));

    private string PathOf(DataHash hash) => Path.Combine(_folder, hash.Hex);
}

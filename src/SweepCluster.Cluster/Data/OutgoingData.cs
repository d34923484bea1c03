using Microsoft.Win32.SafeHandles;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Data;

/// <summary>A file on its way to a data server, and the messages that carry it.</summary>
internal sealed class OutgoingData : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;

    public OutgoingData(string path, DataHash hash)
    {
        (_path, Hash) = (path, hash);
        _file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        Length = RandomAccess.GetLength(_file);
    }

    public DataHash Hash { get; }

    public Guid UploadId { get; } = Guid.NewGuid();

    public long Length { get; }

    public DataProtocol.BeginUpload Begin() => new(Hash, UploadId, Length);

    /// <summary>The chunk at an offset before the end.</summary>
    /// <exception cref="DataUnavailableException">The file has become shorter.</exception>
    public DataProtocol.UploadChunk Chunk(long offset)
    {
        var bytes = new byte[Math.Min(DataTransfer.ChunkBytes, Length - offset)];
        for (int read = 0, more; read < bytes.Length; read += more)
        {
            more = RandomAccess.Read(_file, bytes.AsSpan(read), offset + read);
            if (more == 0)
                throw new DataUnavailableException(
                    $"{_path} has become shorter while it was sent: try again when nothing writes to it");
        }

        return new DataProtocol.UploadChunk(Hash, UploadId, offset, bytes);
    }

    public void Dispose() => _file.Dispose();
}

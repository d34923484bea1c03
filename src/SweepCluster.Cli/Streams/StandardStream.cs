namespace SweepCluster.Cli.Streams;

/// <summary>A stream that the command prints to; a failure to write is noted, and the command goes on.</summary>
/// <remarks>A sweep must not end because its terminal or its log does.</remarks>
internal sealed class StandardStream(Func<Stream?> open) : Stream
{
    private readonly Lazy<Stream?> _inner = new(open);

    /// <summary>Why it cannot be written; null if all was written so far.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Failure is not null || buffer.IsEmpty)
            return;
        try
        {
            if (_inner.Value is { } inner)
                inner.Write(buffer);
            else
                Failure = "it is closed";
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            Failure = (cause.InnerException ?? cause).Message;
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is buffered.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}

using Akka.Event;
using DotNetty.Buffers;
using DotNetty.Common.Utilities;
using DotNetty.Transport.Channels;

namespace SweepCluster.Cluster.Security;

/// <summary>Limits what one incoming connection may send before it is known and before a message is complete.</summary>
/// <remarks>
/// The first message, in which the caller tells its address, must be small. Malformed or oversized frames are left to
/// the decoder behind this handler, which refuses them at once.
/// </remarks>
internal sealed class CallerGate(Callers callers, ILoggingAdapter log, string? nodes) : ChannelHandlerAdapter
{
    /// <summary>The most bytes of the first message; Akka.Remote's handshake takes less than a thousand.</summary>
    public const int MostBeforeKnown = 8 * 1024;

    private const int HeaderLength = 4;

    // Akka.Remote's name for the handler that splits the stream into frames.
    private const string FrameDecoder = nameof(FrameDecoder);

    private IChannelHandlerContext? _context;
    private bool _isKnown;
    private bool _isOver;
    private int _header;
    private uint _length;
    private uint _left;
    private long _held;

    /// <inheritdoc/>
    public override void ChannelActive(IChannelHandlerContext context)
    {
        _context = context;
        if (nodes is not null)
            context.Channel.Pipeline.AddAfter(FrameDecoder, null, new RoleGate(log, nodes));
        callers.Enter(this)?.GiveWay("too many others that have not said who they are called after it");
        context.FireChannelActive();
    }

    /// <inheritdoc/>
    public override void ChannelInactive(IChannelHandlerContext context)
    {
        _isOver = true;
        callers.Leave(this);
        context.FireChannelInactive();
    }

    /// <inheritdoc/>
    public override void ChannelRead(IChannelHandlerContext context, object message)
    {
        if (_isOver)
        {
            ReferenceCountUtil.SafeRelease(message);
            return;
        }

        if (message is IByteBuffer bytes && !Follow(bytes))
        {
            ReferenceCountUtil.SafeRelease(message);
            GiveWay($"it announced a first message of {_length} bytes, and before it has said who it is, "
                + $"{MostBeforeKnown} are taken");
            return;
        }

        context.FireChannelRead(message);
    }

    private void GiveWay(string why)
    {
        if (_context is not { } context || Interlocked.Exchange(ref _isOver, true))
            return;
        callers.Leave(this);
        log.Warning("Closed the connection with {0}: {1}.", context.Channel.RemoteAddress, why);
        context.CloseAsync();
    }

    // False if the first frame is too large.
    private bool Follow(IByteBuffer bytes)
    {
        var (at, end) = (bytes.ReaderIndex, bytes.ReaderIndex + bytes.ReadableBytes);
        while (at < end)
        {
            if (_header < HeaderLength)
            {
                _length |= (uint)bytes.GetByte(at++) << (8 * _header++);
                if (_header < HeaderLength)
                    continue;
                if (!_isKnown && _length is > MostBeforeKnown and <= FrameSizes.Largest)
                    return false;
                _left = _length;
            }

            var here = (uint)Math.Min(_left, end - at);
            (at, _left) = (at + (int)here, _left - here);
            if (_left == 0)
                EndFrame();
        }

        Hold(_header == 0 ? 0 : _header + _length - _left);
        return true;
    }

    private void EndFrame()
    {
        (_header, _length) = (0, 0);
        if (_isKnown)
            return;
        _isKnown = true;
        callers.Know(this);
    }

    private void Hold(long bytes)
    {
        if (bytes == _held)
            return;
        _held = bytes;
        callers.Hold(this, bytes)?.GiveWay("it left a message unfinished for longest, and others have begun too many");
    }
}

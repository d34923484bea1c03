using System.Security.Cryptography.X509Certificates;
using Akka.Event;
using DotNetty.Buffers;
using DotNetty.Common.Utilities;
using DotNetty.Handlers.Tls;
using DotNetty.Transport.Channels;
using SweepCluster.Cluster.Security.Certificates;

namespace SweepCluster.Cluster.Security;

/// <summary>Keeps callers with a client's certificate out of the cluster and away from the nodes' own actors.</summary>
/// <param name="log">Takes a line about each caller that tries.</param>
/// <param name="nodes">The name of the nodes' actor system.</param>
internal sealed class RoleGate(ILoggingAdapter log, string nodes) : ChannelHandlerAdapter
{
    private bool _isOver;

    /// <inheritdoc/>
    public override void ChannelRead(IChannelHandlerContext context, object message)
    {
        if (_isOver)
        {
            ReferenceCountUtil.SafeRelease(message);
            return;
        }

        if (context.Channel.Pipeline.Get<TlsHandler>()?.RemoteCertificate is not { } certificate
            || CertificateRoles.Of(certificate) != CertificateRole.Client)
        {
            context.FireChannelRead(message);
            context.Channel.Pipeline.Remove(this);
        }
        else if (ClientFrame.Objection(Copy((IByteBuffer)message), nodes) is { } objection)
        {
            ReferenceCountUtil.SafeRelease(message);
            Refuse(context, certificate, objection);
        }
        else
        {
            context.FireChannelRead(message);
        }
    }

    private static byte[] Copy(IByteBuffer bytes)
    {
        var frame = new byte[bytes.ReadableBytes];
        bytes.GetBytes(bytes.ReaderIndex, frame);
        return frame;
    }

    private void Refuse(IChannelHandlerContext context, X509Certificate certificate, string objection)
    {
        _isOver = true;
        log.Warning(
            "Refused {0}: its certificate ({1}) is a client's, but {2}.",
            context.Channel.RemoteAddress,
            certificate.Subject,
            objection);
        context.CloseAsync();
    }
}

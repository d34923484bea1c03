using System.Net;
using System.Net.Sockets;

namespace SweepCluster.Cluster.Settings;

/// <summary>Which of its addresses others know this machine by.</summary>
internal static class OwnAddress
{
    /// <summary>This machine alone.</summary>
    public const string Loopback = "127.0.0.1";

    /// <summary>The address that packets to a node leave from; nothing is sent to find out.</summary>
    public static string Towards(NodeAddress node)
    {
        try
        {
            using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(node.Host, node.Port);
            var own = ((IPEndPoint)socket.LocalEndPoint!).Address;
            own = own.IsIPv4MappedToIPv6 ? own.MapToIPv4() : own;
            return IPAddress.IsLoopback(own) ? Loopback : own.ToString();
        }
        catch (SocketException)
        {
            // No way there: joining will say so.
            return Loopback;
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace SweepCluster.Cluster.Settings;

/// <summary>Finds the address that others use for this machine.</summary>
internal static class OwnAddress
{
    /// <summary>The address that only this machine reaches.</summary>
    public const string Loopback = "127.0.0.1";

    /// <summary>The source address of packets to a node; finds it without sending any.</summary>
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
            // There is no route to the node; joining it will fail with a message.
            return Loopback;
        }
    }
}

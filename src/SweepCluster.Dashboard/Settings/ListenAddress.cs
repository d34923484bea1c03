using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SweepCluster.Dashboard.Settings;

/// <summary>Reads the address to listen on.</summary>
public static class ListenAddress
{
    /// <summary>Reads HOST:PORT; port 0 is any free one.</summary>
    /// <exception cref="DashboardException">It is not one, or this machine cannot resolve the host.</exception>
    public static IPEndPoint Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon <= 0 ? "" : text[..colon].TrimStart('[').TrimEnd(']');
        if (host.Length == 0
            || !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port > IPEndPoint.MaxPort)
            throw new DashboardException(
                $"'{text}' is no address to listen on; write HOST:PORT, such as 127.0.0.1:8080");
        return new IPEndPoint(AddressOf(host), port);
    }

    private static IPAddress AddressOf(string host)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return IPAddress.Loopback;
        if (IPAddress.TryParse(host, out var address))
            return address;
        try
        {
            return Dns.GetHostAddresses(host).First();
        }
        catch (Exception cause) when (cause is SocketException or ArgumentException or InvalidOperationException)
        {
            throw new DashboardException(
                $"this machine knows no host '{host}'; give an address of its own to listen on");
        }
    }
}

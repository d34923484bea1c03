using System.Net.Sockets;
using SweepCluster.Cluster.Data;
using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Cluster.Work;

/// <summary>Tells what a node fails for from what its trials fail for.</summary>
internal static class NodeFaults
{
    /// <summary>What the node lacks: data, disk, memory, descriptors, the sweep's version; null where it is the trials that cannot be trained.</summary>
    public static string? ReasonOf(Exception cause) => MemoryWords.IsOutOfMemory(cause)
        ? "there is not enough memory"
        : Chain(cause).Select(Reason).FirstOrDefault(reason => reason is not null);

    private static string? Reason(Exception cause) => cause switch
    {
        OtherVersionException or DataUnavailableException or IOException or UnauthorizedAccessException or SocketException => cause.Message.TrimEnd('.'),
        _ => null,
    };

    private static IEnumerable<Exception> Chain(Exception? cause)
    {
        for (; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}

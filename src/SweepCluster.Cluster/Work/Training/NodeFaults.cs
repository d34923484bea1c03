using System.Net.Sockets;
using SweepCluster.Cluster.Data;
using SweepCluster.Sweeps.Planning;

namespace SweepCluster.Cluster.Work.Training;

/// <summary>Distinguishes failures of a node from failures of its trials.</summary>
internal static class NodeFaults
{
    /// <summary>What the node lacks; null if the trials themselves fail.</summary>
    /// <remarks>It may lack data, disk, memory, descriptors or the sweep's version.</remarks>
    public static string? ReasonOf(Exception cause) => MemoryWords.IsOutOfMemory(cause)
        ? "there is not enough memory"
        : Chain(cause).Select(Reason).FirstOrDefault(reason => reason is not null);

    private static string? Reason(Exception cause) =>
        cause is OtherVersionException or DataUnavailableException or IOException or UnauthorizedAccessException
            or SocketException
            ? cause.Message.TrimEnd('.')
            : null;

    private static IEnumerable<Exception> Chain(Exception? cause)
    {
        for (; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}

using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Wire;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.TrialLogs;

/// <summary>Turns what a trial printed into the bytes that stores keep, and back: the wire message, sealed.</summary>
internal static class LogBytes
{
    private const string Layout = "log.1";

    public static byte[] Of(TrialLog log) => SealedEvent.Write(LogCodec.ToWire(log), Layout);

    /// <summary>What a trial printed; null if the bytes are something else.</summary>
    public static TrialLog? Read(byte[] bytes) =>
        SealedEvent.ReadKept(bytes, Layout, Wire.Format.TrialLog.Parser, LogCodec.FromWire);
}

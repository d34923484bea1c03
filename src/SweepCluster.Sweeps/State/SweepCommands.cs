using SweepCluster.Training.Kernel;

namespace SweepCluster.Sweeps.State;

/// <summary>What a sweep is asked to do.</summary>
public interface ISweepCommand;

/// <summary>The commands of a sweep.</summary>
public static class SweepCommands
{
    /// <summary>Begin the sweep; repeated, it changes nothing.</summary>
    /// <param name="Plan">What is planned.</param>
    /// <param name="Text">The sweep file with every default filled in.</param>
    public sealed record SubmitSweep(SweepPlan Plan, string Text) : ISweepCommand;

    /// <summary>Go on after a restart: what was leased is open again.</summary>
    public sealed record ResumeSweep : ISweepCommand;

    /// <summary>A free slot asks for trials.</summary>
    /// <param name="Puller">The slot.</param>
    /// <param name="Slots">All slots that share the sweep's trials now.</param>
    public sealed record RequestPack(Puller Puller, int Slots) : ISweepCommand;

    /// <summary>A worker still trains.</summary>
    public sealed record RenewLease(Lease Lease) : ISweepCommand;

    /// <summary>A worker has trained its pack.</summary>
    /// <param name="Lease">The lease as it was granted.</param>
    /// <param name="Outcome">One outcome a trial of the lease.</param>
    /// <param name="Seconds">Training time of the pack.</param>
    public sealed record RecordPack(Lease Lease, PackOutcome Outcome, double Seconds) : ISweepCommand;

    /// <summary>Training threw an exception.</summary>
    public sealed record RecordFailure(Lease Lease, string Reason) : ISweepCommand;

    /// <summary>A worker that leaves gives its trials back.</summary>
    public sealed record HandBack(Lease Lease) : ISweepCommand;

    /// <summary>A worker has gone.</summary>
    public sealed record LoseWorker(string Worker) : ISweepCommand;

    /// <summary>Time has passed: leases may have run out, and the sweep's time too.</summary>
    public sealed record Tick : ISweepCommand;
}

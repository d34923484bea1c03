using SweepCluster.Sweeps.State;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Sweeps.Decisions;

/// <summary>The rule by which a worker takes no more of a sweep.</summary>
internal static class HealthDecisions
{
    /// <summary>A decision with the workers that it shows to be sick excluded.</summary>
    public static Decision Judge(SweepState state, ISweepCommand command, Decision decision, DateTimeOffset now)
    {
        if (command is not (RecordFailure or RecordPack) || decision.Events.IsEmpty)
            return decision;
        var next = decision.Events.Aggregate(state, SweepEvolution.Apply);
        return decision with
        {
            Events = decision.Events.AddRange(
                next.Health.Sick.Select(sick => new WorkerExcluded(sick.Worker, sick.Reason, now))),
        };
    }
}

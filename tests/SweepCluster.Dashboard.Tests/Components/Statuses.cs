using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Tests.Components;

/// <summary>Sweeps in every state.</summary>
internal static class Statuses
{
    public static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly NodeStatus Coordinator = new("10.0.0.1:4053", "coordinator", "active", 0, 0, 0);

    public static SweepStatus Of(
        SweepPhase phase, Account account, int packs = 0, string problem = "", SweepCourse? course = null) =>
        new("grid-1", phase, account, packs * 8, packs, 1, Noon.AddHours(-1), problem, Highlights.None)
        {
            Course = course ?? new SweepCourse("rmse", TimeSpan.FromMinutes(10), phase.IsEnd() ? null : Noon, ""),
        };

    public static NodeStatus Worker(string state, int slots, int busy) =>
        new("10.0.0.2:4054", "worker", state, slots, busy, 0);
}

using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Coordination;

/// <summary>What has happened to the register of sweeps.</summary>
public interface IRegisterEvent
{
    /// <summary>The sweep.</summary>
    string SweepId { get; }
}

/// <summary>The events of the register of sweeps.</summary>
public static class RegisterEvents
{
    /// <summary>A sweep came.</summary>
    /// <param name="SweepId">Names it and its journal.</param>
    /// <param name="Fingerprint">Of the sweep and its data.</param>
    /// <param name="Text">The sweep file with every default filled in.</param>
    /// <param name="Priority">Its share of the slots.</param>
    /// <param name="At">When.</param>
    public sealed record SweepAdmitted(string SweepId, string Fingerprint, string Text, int Priority, DateTimeOffset At)
        : IRegisterEvent;

    /// <summary>A sweep is over: its journal need not be read until somebody asks.</summary>
    public sealed record SweepClosed(string SweepId, Account Account, EndReason Reason) : IRegisterEvent
    {
        /// <summary>What it came to; null in registers of older versions.</summary>
        public Highlights? Highlights { get; init; }

        /// <summary>What it was ranked on, how long it worked, why trials failed; null in registers of older versions.</summary>
        public SweepCourse? Course { get; init; }
    }

    /// <summary>A sweep goes on after its end, because trials are trained again.</summary>
    public sealed record SweepReopened(string SweepId) : IRegisterEvent;
}

using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Register;

/// <summary>What has happened to the register of sweeps.</summary>
public interface IRegisterEvent
{
    /// <summary>The sweep.</summary>
    string SweepId { get; }
}

/// <summary>The events of the register of sweeps.</summary>
public static class RegisterEvents
{
    /// <summary>The register admitted a sweep.</summary>
    /// <param name="SweepId">Names the sweep and its journal.</param>
    /// <param name="Fingerprint">The fingerprint of the sweep and its data.</param>
    /// <param name="Text">The sweep file with every default filled in.</param>
    /// <param name="Priority">The weight of its share of the slots.</param>
    /// <param name="At">When this happened.</param>
    public sealed record SweepAdmitted(string SweepId, string Fingerprint, string Text, int Priority, DateTimeOffset At)
        : IRegisterEvent;

    /// <summary>A sweep is over: nobody need read its journal until somebody asks for it.</summary>
    public sealed record SweepClosed(string SweepId, Account Account, EndReason Reason) : IRegisterEvent
    {
        /// <summary>Its best results; null in registers of older versions.</summary>
        public Highlights? Highlights { get; init; }

        /// <summary>Its metric, working time and last failure; null in registers of older versions.</summary>
        public SweepCourse? Course { get; init; }
    }

    /// <summary>A sweep goes on after its end, because somebody retries trials.</summary>
    public sealed record SweepReopened(string SweepId) : IRegisterEvent;
}

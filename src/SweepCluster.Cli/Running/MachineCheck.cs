using System.Collections.Immutable;
using SweepCluster.Problems;
using SweepCluster.Programs.Processes;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Running;

/// <summary>Whether this machine has what each trial of a sweep takes.</summary>
internal static class MachineCheck
{
    /// <summary>The GPUs of this machine, if the sweep needs any.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="slots">The slots.</param>
    /// <param name="count">How many GPUs there are, as the user says; null to find out.</param>
    /// <exception cref="InvalidInputException">It can never run here.</exception>
    public static ImmutableArray<string> Gpus(SweepSpec spec, int slots, int? count)
    {
        var needs = spec.Objective.Resources;
        var gpus = needs.Gpus == 0 ? [] : GpuDevices.Find(count);
        return ResourceWords.LackHere(needs, new TrialResources(slots, gpus.Length)) is var (key, what)
            ? throw new InvalidInputException(
                [new Problem("this machine", $"sweep.{spec.Kind.Word}.resources.{key}", what)])
            : gpus;
    }
}

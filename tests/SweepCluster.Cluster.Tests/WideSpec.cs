using SweepCluster.Hocon;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests;

/// <summary>Trials that take more of a worker than a slot.</summary>
internal sealed record WideSpec(TrialResources Takes) : ObjectiveSpec
{
    public override TrialResources Resources => Takes;

    public override void Write(HoconWriter lines, Func<string, string> nameFile)
    {
    }
}

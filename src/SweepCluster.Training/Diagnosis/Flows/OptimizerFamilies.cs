using SweepCluster.Training.Model;

namespace SweepCluster.Training.Diagnosis.Flows;

/// <summary>Sorts optimizers into families.</summary>
public static class OptimizerFamilies
{
    /// <summary>The family of an optimizer.</summary>
    public static OptimizerFamily FamilyOf(OptimizerKind optimizer) => optimizer switch
    {
        OptimizerKind.Sgd or OptimizerKind.Momentum or OptimizerKind.Nesterov => OptimizerFamily.Descent,
        OptimizerKind.AdaGrad => OptimizerFamily.Accumulating,
        OptimizerKind.AdaDelta => OptimizerFamily.SelfScaling,
        OptimizerKind.Adam or OptimizerKind.AmsGrad or OptimizerKind.Adamax or OptimizerKind.Nadam
            or OptimizerKind.RmsProp => OptimizerFamily.Adaptive,
        _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, "No such optimizer."),
    };
}

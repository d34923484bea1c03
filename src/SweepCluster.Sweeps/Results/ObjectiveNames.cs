using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Results;

/// <summary>The objective's name in CSV files.</summary>
public static class ObjectiveNames
{
    /// <summary>In snake_case.</summary>
    public static string Column(this Objective objective) => objective switch
    {
        Objective.Rmse => "rmse",
        Objective.Mae => "mae",
        Objective.ValidationRmse => "validation_rmse",
        Objective.ValidationMae => "validation_mae",
        _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "No such objective."),
    };
}

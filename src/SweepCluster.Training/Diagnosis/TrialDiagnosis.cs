namespace SweepCluster.Training.Diagnosis;

/// <summary>Why a trial ended as it did, with the numbers; lengths in trained coordinates.</summary>
public sealed record TrialDiagnosis
{
    /// <summary>How it ended.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>E with the final parameters: RMSE² = σ² + E².</summary>
    public required double Excess { get; init; }

    /// <summary>E up to which a trial counts as converged.</summary>
    public required double Tolerance { get; init; }

    /// <summary>σ: RMSE at the optimum, in trained coordinates.</summary>
    public required double Sigma { get; init; }

    /// <summary>Step lengths of all updates, added up; for adadelta, the farthest that a parameter has moved.</summary>
    public required double Reach { get; init; }

    /// <summary>The farthest that any parameter had to go.</summary>
    public required double Distance { get; init; }

    /// <summary>E that the reach was expected to end at.</summary>
    public required double ExpectedExcess { get; init; }

    /// <summary>E expected after ten times the updates.</summary>
    public required double ExcessAtTenfold { get; init; }

    /// <summary>Step length of the last update.</summary>
    public required double LastStep { get; init; }

    /// <summary>E at which steps of that length circle the optimum.</summary>
    public required double Floor { get; init; }

    /// <summary>Condition number of H; above 1e4, standardizing helps.</summary>
    public required double ConditionNumber { get; init; }

    /// <summary>Whether the data's scales make the way long and standardizing them would mend it.</summary>
    public bool IsIllConditioned => ConditionNumber > 1e4;
}

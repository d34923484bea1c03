using SweepCluster.Training.Data;

namespace SweepCluster.Sweeps.Spec;

/// <summary>The data set and what is done to it before training.</summary>
/// <param name="Source">Where the rows come from.</param>
/// <param name="Validation">Fraction of rows held out, in [0, 1).</param>
/// <param name="Standardize">Whether features and targets are brought to zero mean and unit variance of the training rows.</param>
public sealed record DataSpec(DataSource Source, double Validation, bool Standardize)
{
    /// <inheritdoc/>
    public bool Equals(DataSpec? other) =>
        other is not null
        && (Validation, Standardize) == (other.Validation, other.Standardize)
        && SameSource(Source, other.Source);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Validation, Standardize);

    // Lists of columns are the same where their names are.
    private static bool SameSource(DataSource one, DataSource other) => (one, other) switch
    {
        (DataSource.Csv a, DataSource.Csv b) =>
            a.Path == b.Path && a.Features.SequenceEqual(b.Features) && a.Targets.SequenceEqual(b.Targets),
        _ => one == other,
    };
}

using SweepCluster.Training.Data;

namespace SweepCluster.Sweeps.Spec;

/// <summary>The data set and what is done to it before training.</summary>
/// <param name="Source">Where the rows come from.</param>
/// <param name="Validation">Fraction of rows held out, in [0, 1).</param>
/// <param name="Standardize">Whether features and targets get mean 0 and variance 1 over the training rows.</param>
public sealed record DataSpec(DataSource Source, double Validation, bool Standardize);

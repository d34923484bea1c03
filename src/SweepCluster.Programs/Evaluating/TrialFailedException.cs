namespace SweepCluster.Programs.Evaluating;

/// <summary>A program gave no result; the message says why.</summary>
public sealed class TrialFailedException(string reason) : Exception(reason);

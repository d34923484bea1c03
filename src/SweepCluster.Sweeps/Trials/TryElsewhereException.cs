namespace SweepCluster.Sweeps.Trials;

/// <summary>A trial cannot be evaluated here or now, through no fault of its own.</summary>
/// <param name="reason">What is lacking.</param>
public sealed class TryElsewhereException(string reason) : IOException(reason);

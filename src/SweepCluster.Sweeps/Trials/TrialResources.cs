namespace SweepCluster.Sweeps.Trials;

/// <summary>What a pack of trials takes of its worker while it runs.</summary>
/// <param name="Slots">Slots; at least 1.</param>
/// <param name="Gpus">GPUs that nobody else on the worker uses meanwhile.</param>
public readonly record struct TrialResources(int Slots, int Gpus)
{
    /// <summary>One slot and no GPU.</summary>
    public static TrialResources Usual { get; } = new(1, 0);

    /// <summary>Whether a worker that has so much could ever serve it.</summary>
    public bool FitsInto(TrialResources worker) => Slots <= worker.Slots && Gpus <= worker.Gpus;
}

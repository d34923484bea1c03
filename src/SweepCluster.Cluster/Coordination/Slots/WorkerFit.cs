namespace SweepCluster.Cluster.Coordination.Slots;

/// <summary>Whether a worker has free what a sweep's packs take.</summary>
internal enum WorkerFit
{
    /// <summary>It has.</summary>
    Fits,

    /// <summary>It has enough slots, but not enough of them are free.</summary>
    LacksSlots,

    /// <summary>It has enough GPUs, but not enough of them are free.</summary>
    LacksGpus,

    /// <summary>It never has so much.</summary>
    Never,
}

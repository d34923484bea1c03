namespace SweepCluster.Training.Kernel;

/// <summary>A pack under training, whatever its precision.</summary>
internal interface IPackTraining : IDisposable
{
    /// <summary>Epochs trained so far.</summary>
    int Epochs { get; }

    /// <summary>Updates made so far.</summary>
    long Updates { get; }

    /// <summary>Trains one epoch of all trials; the pack is of no more use when this is cancelled.</summary>
    void TrainEpoch(CancellationToken cancellation);

    /// <summary>Reads a trial's parameters.</summary>
    void ReadParameters(int trial, Span<double> parameters);

    /// <summary>
    /// Makes the last epoch again to find the update (from 1) after which a parameter of the trial was first not finite;
    /// the epoch's last update where all stayed finite.
    /// </summary>
    long FirstNonFiniteUpdate(int trial);
}

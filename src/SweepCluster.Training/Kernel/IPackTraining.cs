namespace SweepCluster.Training.Kernel;

/// <summary>A pack under training, whatever its precision.</summary>
internal interface IPackTraining : IDisposable
{
    /// <summary>Epochs trained so far.</summary>
    int Epochs { get; }

    /// <summary>Numbers that <see cref="ReadTrial"/> reads.</summary>
    int TrialSize { get; }

    /// <summary>Trains one epoch of all trials; after a cancellation the pack is of no more use.</summary>
    void TrainEpoch(CancellationToken cancellation);

    /// <summary>Reads a trial's parameters.</summary>
    void ReadParameters(int trial, Span<double> parameters);

    /// <summary>Reads a trial's parameters and the optimizer's slots.</summary>
    void ReadTrial(int trial, Span<double> state);

    /// <summary>Restores a trial to what <see cref="ReadTrial"/> read.</summary>
    void WriteTrial(int trial, ReadOnlySpan<double> state);

    /// <summary>Skips so many epochs; the caller writes the trials.</summary>
    void SkipTo(int epochs);

    /// <summary>
    /// Repeats the last epoch to find the update (from 1) after which a parameter of the trial was first not
    /// finite; the epoch's last update if all stayed finite.
    /// </summary>
    long FirstNonFiniteUpdate(int trial);
}

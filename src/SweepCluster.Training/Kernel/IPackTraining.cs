namespace SweepCluster.Training.Kernel;

/// <summary>A pack under training, whatever its precision.</summary>
internal interface IPackTraining : IDisposable
{
    /// <summary>Epochs trained so far.</summary>
    int Epochs { get; }

    /// <summary>Numbers that <see cref="ReadTrial"/> reads.</summary>
    int TrialSize { get; }

    /// <summary>Trains one epoch of all trials; the pack is of no more use when this is cancelled.</summary>
    void TrainEpoch(CancellationToken cancellation);

    /// <summary>Reads a trial's parameters.</summary>
    void ReadParameters(int trial, Span<double> parameters);

    /// <summary>Reads a trial's parameters and the optimizer's slots.</summary>
    void ReadTrial(int trial, Span<double> state);

    /// <summary>Puts a trial to where <see cref="ReadTrial"/> found it.</summary>
    void WriteTrial(int trial, ReadOnlySpan<double> state);

    /// <summary>Enters after so many epochs; the trials are written besides.</summary>
    void SkipTo(int epochs);

    /// <summary>
    /// Makes the last epoch again to find the update (from 1) after which a parameter of the trial was first not
    /// finite; the epoch's last update where all stayed finite.
    /// </summary>
    long FirstNonFiniteUpdate(int trial);
}

namespace SweepCluster.Training.Kernel;

/// <summary>The results of one trial of a pack so far.</summary>
internal sealed class LaneHistory(int parameters)
{
    private readonly double[] _parameters = new double[parameters];
    private readonly List<double> _rmse = [];
    private readonly List<double> _validationRmse = [];
    private long? _divergedAtUpdate;

    /// <summary>Whether the trial has left the finite numbers and so has ended.</summary>
    public bool Ended => _divergedAtUpdate is not null;

    /// <summary>Records the end of an epoch.</summary>
    public void Record(IPackTraining training, int trial, IEpochEvaluator evaluator)
    {
        training.ReadParameters(trial, _parameters);
        var rmse = evaluator.Rmse(_parameters);
        _rmse.Add(rmse);
        if (evaluator.ValidationRmse(_parameters) is { } validationRmse)
            _validationRmse.Add(validationRmse);
        if (!double.IsFinite(rmse) || !Array.TrueForAll(_parameters, double.IsFinite))
            _divergedAtUpdate = training.FirstNonFiniteUpdate(trial);
    }

    /// <summary>Takes over the history before a checkpoint.</summary>
    public void Restore(IPackTraining training, int trial, LaneCheckpoint checkpoint)
    {
        training.ReadParameters(trial, _parameters);
        _rmse.AddRange(checkpoint.EpochRmse);
        _validationRmse.AddRange(checkpoint.EpochValidationRmse);
        _divergedAtUpdate = checkpoint.DivergedAtUpdate;
    }

    /// <summary>A checkpoint with the given state.</summary>
    public LaneCheckpoint ToCheckpoint(double[] state)
    {
        // The lane of an ended trial trains on, unread; the trial's parameters are those that it ended with.
        var record = state.Length / _parameters.Length;
        for (var parameter = 0; Ended && parameter < _parameters.Length; parameter++)
            state[parameter * record] = _parameters[parameter];
        return new()
        {
            State = [.. state],
            EpochRmse = [.. _rmse],
            EpochValidationRmse = [.. _validationRmse],
            DivergedAtUpdate = _divergedAtUpdate,
        };
    }

    /// <summary>The result as of the last epoch recorded.</summary>
    public LaneResult ToResult() => new()
    {
        Parameters = [.. _parameters],
        EpochRmse = [.. _rmse],
        EpochValidationRmse = [.. _validationRmse],
        DivergedAtUpdate = _divergedAtUpdate,
    };
}

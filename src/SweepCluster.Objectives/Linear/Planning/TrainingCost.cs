namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>How long a pack took.</summary>
/// <param name="Rows">Rows of an epoch.</param>
/// <param name="Trials">Trials of the pack.</param>
/// <param name="Epoch">Seconds per epoch.</param>
/// <param name="Rest">Seconds before the first epoch and after the last.</param>
internal sealed record PackTime(int Rows, long Trials, double Epoch, double Rest);

/// <summary>What is to be trained of one kind of fusion group.</summary>
/// <param name="Rows">Rows of an epoch.</param>
/// <param name="Layouts">Epochs to lay out; packs may share them.</param>
/// <param name="PackEpochs">Epochs of all packs.</param>
/// <param name="TrialEpochs">Epochs of all trials.</param>
/// <param name="Trials">Trials.</param>
internal sealed record TrainingLoad(double Rows, double Layouts, double PackEpochs, double TrialEpochs, double Trials);

/// <summary>What training takes of one core, in seconds; linear in rows and in trials.</summary>
/// <param name="LayoutRow">Per row of an epoch that is laid out.</param>
/// <param name="PackRow">Per row of an epoch, for each pack.</param>
/// <param name="TrialRow">Per row of an epoch, for each trial of the pack.</param>
/// <param name="EndRow">Per row in the evaluation of a trained trial.</param>
/// <param name="Trial">Per trial, for all else at its beginning and end.</param>
internal sealed record TrainingCost(double LayoutRow, double PackRow, double TrialRow, double EndRow, double Trial)
{
    /// <summary>The cost that explains times.</summary>
    /// <param name="first">A small pack that had to lay its rows out.</param>
    /// <param name="small">The same pack when they were laid out.</param>
    /// <param name="large">A larger pack on them.</param>
    /// <param name="fewRows">The larger pack on fewer rows.</param>
    public static TrainingCost Of(PackTime first, PackTime small, PackTime large, PackTime fewRows)
    {
        var trialRow = Slope(ByRow(large) - ByRow(small), large.Trials - small.Trials);
        var endRow = Slope((large.Rest - fewRows.Rest) / large.Trials, large.Rows - fewRows.Rows);
        return new(
            Math.Max(0, ByRow(first) - ByRow(small)),
            Math.Max(0, ByRow(small) - trialRow * small.Trials),
            trialRow,
            endRow,
            Math.Max(0, large.Rest / large.Trials - endRow * large.Rows));
    }

    /// <summary>The mean of what several cores measured.</summary>
    public static TrainingCost Mean(IReadOnlyList<TrainingCost> costs) => new(
        costs.Average(cost => cost.LayoutRow),
        costs.Average(cost => cost.PackRow),
        costs.Average(cost => cost.TrialRow),
        costs.Average(cost => cost.EndRow),
        costs.Average(cost => cost.Trial));

    /// <summary>Seconds of one core for a load.</summary>
    public double Seconds(TrainingLoad load) => load.Trials * Trial + load.Rows
        * (load.Layouts * LayoutRow + load.PackEpochs * PackRow + load.TrialEpochs * TrialRow + load.Trials * EndRow);

    private static double ByRow(PackTime time) => time.Epoch / time.Rows;

    private static double Slope(double rise, double run) => run > 0 ? Math.Max(0, rise / run) : 0;
}

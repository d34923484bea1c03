using System.Globalization;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Planning;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>Says in plain sentences why a trial ends as it does, and what would mend it.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="trial">The trial.</param>
/// <param name="outcome">How it ended; null before it is trained.</param>
internal sealed class Explanation(LoadedSweep sweep, Trial trial, LinearOutcome? outcome)
{
    private readonly LinearObjective _trainer = sweep.Trainer();
    private readonly Hyperparameters _settings = sweep.Trainer().Settings(trial);
    private readonly long _updates = sweep.Trainer().Updates(trial);

    /// <summary>The reason for a verdict, sentence by sentence, and what would mend it.</summary>
    /// <param name="verdict">How the trial ended, or will.</param>
    /// <param name="mends">What is known to mend it; not looked at if it converged.</param>
    public IEnumerable<string> Why(Verdict verdict, Remedies mends)
    {
        yield return Reason(verdict, _trainer.Forecast(trial), mends);
        if (verdict == Verdict.Converged)
            yield break;
        if (Scales(mends) is { } scales)
            yield return scales;
        // If scales are to blame, nothing else is known to help.
        if (mends.All.Count > 0 || !ScalesAreToBlame)
            yield return RemedyWords.Of(mends);
    }

    /// <summary>A number as sentences show it, to four digits.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private string Reason(Verdict verdict, TrialForecast forecast, Remedies mends) => verdict switch
    {
        Verdict.Converged => "Its weights are as close to the least-squares optimum as the tolerance of "
            + $"{Number(AboveOptimum(forecast.Tolerance))} asks{OfWhat(forecast)}; "
            + $"an RMSE of {Number(_trainer.Problem.OptimumRmse)} is the best that the data allow.",
        Verdict.Stalled => Short(forecast),
        Verdict.Unfinished when forecast.PredictedExcess <= forecast.Floor =>
            "It circles the optimum ever closer as the learning rate decays, "
            + $"and {Updates("was", "were")} not enough{Left(forecast)}.",
        Verdict.Unfinished => $"It was on its way when {Updates("was", "were")} over{Left(forecast)}.",
        Verdict.Oscillating when Thrown() is { } thrown => $"{thrown}{Left(forecast)}.",
        Verdict.Oscillating => "It circles the optimum, because its last steps are "
            + $"{Number(Reach.LastStep(_settings, _updates))} long{Left(forecast)}.",
        Verdict.Diverged => "Its weights grew without bound from a learning rate of "
            + $"{Number(_settings.LearningRate)}.{Stability(mends)}",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No such verdict."),
    };

    // RMSE² = σ² + E²: the other tolerance, a hundredth more than σ, is E = √0.02·σ.
    private string OfWhat(TrialForecast forecast) =>
        forecast.Tolerance > 0.01 * _trainer.Problem.TargetDeviation
            ? ""
            : ", an error of 1% of the targets' deviation";

    private string Short(TrialForecast forecast)
    {
        var sum = _updates == 1
            ? "The learning rate of its only update is"
            : $"The learning rates of all {Count(_updates)} updates add up to";
        var (reach, distance) = NumberPair.Of(forecast.Reach, forecast.Distance);
        return OptimizerCatalog.Of(_settings.Optimizer).Family switch
        {
            OptimizerFamily.SelfScaling =>
                $"Its steps, each as long as those before it ask, were too short{Left(forecast)}.",
            OptimizerFamily.Descent =>
                $"{sum} {reach}, which is too little for slopes as slight as these{Left(forecast)}.",
            _ when forecast.Reach < forecast.Distance => $"{sum} {reach}, but a weight is {distance} away.",
            _ => $"{sum} {reach}; on its winding way to a weight {distance} away that is not enough.",
        };
    }

    // Farther away than it began, whatever its learning rates add up to.
    private string? Thrown()
    {
        if (outcome is null)
            return null;
        var judge = _trainer.Diagnostician(trial.Repeat);
        var final = _trainer.Problem.ToTrained(outcome.Parameters.AsSpan());
        return judge.IsThrownAway(final)
            ? "Its steps threw it far beyond the optimum: a weight that began at most "
                + $"{Number(judge.Distance)} away ended {Number(judge.DistanceOf(final))} away"
            : null;
    }

    // The error that an ended trial has left, which is above the tolerance: it would have converged otherwise.
    private string Left(TrialForecast forecast)
    {
        if (outcome is null)
            return "";
        var final = _trainer.Problem.ToTrained(outcome.Parameters.AsSpan());
        var excess = _trainer.Diagnostician(trial.Repeat).ExcessOf(final);
        var (left, tolerance) = NumberPair.Of(AboveOptimum(excess), AboveOptimum(forecast.Tolerance));
        return $": its RMSE is {left} above the optimum's, and the tolerance is {tolerance}";
    }

    // E as summary.csv's excess_rmse has it; several standardized targets have no common unit, so theirs stays as
    // trained.
    private double AboveOptimum(double excess)
    {
        var sigma = _trainer.Problem.Optimum.Sigma;
        var scale = _trainer.Problem.TargetScales is [var only] ? only : 1;
        // √(σ² + E²) − σ, without cancellation.
        return excess == 0 ? 0 : scale * excess * (excess / (Math.Sqrt(sigma * sigma + excess * excess) + sigma));
    }

    private string Stability(Remedies mends)
    {
        if (OptimizerCatalog.Of(_settings.Optimizer).Family != OptimizerFamily.Descent
            || _settings.Loss != LossKind.Mse)
            return "";
        var limit = Floor.StabilityLimit(_trainer.Problem, _settings);
        var (rate, stable) = NumberPair.Of(_settings.LearningRate, limit);
        return _settings.LearningRate >= limit
            ? $" With this loss it is stable below {stable}.{NotEnough(mends)}"
            : $" With all rows in one batch it would be stable below {stable}; "
                + $"its batches of {_settings.BatchSize} are too unlike for {rate}.";
    }

    // A trial that does not grow without bound may still not arrive.
    private string NotEnough(Remedies mends)
    {
        if (mends.All.Any(mend => !mend.Standardizes && mend.Settings.LearningRate < _settings.LearningRate))
            return "";
        var updates = _updates == 1 ? "its only update" : $"its {Count(_updates)} updates";
        return $" So low a learning rate is not known to arrive in {updates}.";
    }

    private bool ScalesAreToBlame =>
        !sweep.Spec.Linear().Table.Standardize && _trainer.Problem.Optimum.ScalesMakeTheWayLong;

    private string? Scales(Remedies mends)
    {
        var standardizes = mends.All.Any(mend => mend.Standardizes);
        var condition = _trainer.Problem.Optimum.ConditionNumber;
        if (!ScalesAreToBlame && !(standardizes && condition > RemedySearch.IllConditioned))
            return null;
        var number = condition < 1e300 ? $" (condition number {Number(condition)}, above 1e4)" : "";
        return $"The columns' scales differ much{number}, which makes the way long"
            + (standardizes ? "." : ": try standardize = on before all else.");
    }

    private string Updates(string singular, string plural) =>
        _updates == 1 ? $"its only update {singular}" : $"its {Count(_updates)} updates {plural}";

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>Says in words what keeps a trial from its optimum.</summary>
internal static class Obstacles
{
    /// <summary>Why a trial with this forecast cannot get there.</summary>
    public static string Why(TrialForecast forecast) => forecast.Obstacle == Obstacle.Unstable
        ? "the learning rate is above the stability limit, so the weights grow without bound"
        : TooShort(forecast);

    private static string TooShort(TrialForecast forecast)
    {
        var (reach, distance) = NumberPair.Of(forecast.Reach, forecast.Distance);
        var sum = $"the learning rates of all its updates add up to {reach}";
        return forecast.Reach < forecast.Distance
            ? $"{sum}, but a weight has {distance} to go"
            : $"{sum}, too little for the winding way of a weight that has {distance} to go";
    }
}

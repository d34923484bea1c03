using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Sweeps.Planning;

/// <summary>A kind of objective that can say what a sweep would take beyond what its plan alone tells.</summary>
public interface IForecasts
{
    /// <summary>What a sweep would take, and how it will likely end; may measure this machine for a second.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="slots">How many packs are evaluated at the same time.</param>
    /// <param name="clock">Measures how fast this machine is.</param>
    SweepForecast Forecast(LoadedSweep sweep, int slots, TimeProvider clock);
}

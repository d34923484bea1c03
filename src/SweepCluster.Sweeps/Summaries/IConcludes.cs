using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>A kind of objective that has something to say of how a sweep ended.</summary>
public interface IConcludes
{
    /// <summary>Why a sweep's results are poor, in a sentence; null if they are not, or nothing is known.</summary>
    string? Disappointment(LoadedSweep sweep, RecordedSummary summary);

    /// <summary>How well the best trial did beyond its metric, to follow a comma; null if nothing is known.</summary>
    string? BestInWords(SweepSpec spec, RecordedSummary summary, RecordedTrial best);

    /// <summary>Sentences on how the trials ended, and on what to try next.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="summary">How its trials ended.</param>
    /// <param name="prepared">The sweep's trials; null if their data are not at hand.</param>
    IEnumerable<string> Conclusions(SweepSpec spec, RecordedSummary summary, IObjective? prepared);
}

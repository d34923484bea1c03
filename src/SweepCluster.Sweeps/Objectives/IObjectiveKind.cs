using System.Collections.Immutable;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;

namespace SweepCluster.Sweeps.Objectives;

/// <summary>A kind of objective: what a trial can be. An entry of <see cref="ObjectiveKinds"/>.</summary>
public interface IObjectiveKind
{
    /// <summary>Names it in journals and messages.</summary>
    string Word { get; }

    /// <summary>Counts the changes of what its trials give; results of two versions are never mixed.</summary>
    int ArithmeticVersion => 1;

    /// <summary>The blocks of the sweep file that are the kind's own, and their keys.</summary>
    ImmutableArray<KnownBlock> Blocks { get; }

    /// <summary>Why its trials end as they do; empty where it does not tell.</summary>
    ImmutableArray<VerdictKind> Verdicts => [];

    /// <summary>What may be an axis of the search space.</summary>
    IParameterRules Parameters { get; }

    /// <summary>Turns outcomes and checkpoints into bytes and back.</summary>
    IOutcomeCodec Codec { get; }

    /// <summary>Reads the kind's blocks; what it returns counts only if no problem was reported.</summary>
    /// <param name="sweep">The sweep's block.</param>
    /// <param name="space">The search space as read.</param>
    /// <param name="files">Finds files.</param>
    ObjectiveSpec Read(Block sweep, SearchSpaceReading space, FileFinder files);

    /// <summary>Prepares a sweep's trials for evaluation; may take long.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="data">Its data; null where the kind takes none.</param>
    /// <exception cref="InvalidInputException">The data do not fit the sweep.</exception>
    IObjective Prepare(SweepSpec spec, DataSet? data);

    /// <summary>Which data a sweep reads, in a line; null where it reads none.</summary>
    string? DataRead(LoadedSweep sweep) => null;

    /// <summary>What a sweep would take, and how it is expected to end; may measure this machine for a second.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="slots">How many packs are evaluated at the same time.</param>
    /// <param name="clock">Measures how fast this machine is.</param>
    SweepForecast Forecast(LoadedSweep sweep, int slots, TimeProvider clock) => SweepForecast.Of(sweep, slots);

    /// <summary>Why a sweep came to little, in a sentence; null where it did not, or nothing is known.</summary>
    string? Disappointment(LoadedSweep sweep, RecordedSummary summary) => null;

    /// <summary>How well the best trial did beyond its metric, as it goes on after a comma; null where nothing is known.</summary>
    string? BestInWords(SweepSpec spec, RecordedSummary summary, RecordedTrial best) => null;

    /// <summary>Sentences on how the trials ended, and on what to try next.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="summary">How its trials ended.</param>
    /// <param name="prepared">The sweep's trials; null where their data are not at hand.</param>
    IEnumerable<string> Conclusions(SweepSpec spec, RecordedSummary summary, IObjective? prepared) => [];
}

/// <summary>A block of the sweep file.</summary>
/// <param name="Path">Its path below the sweep's block.</param>
/// <param name="Keys">The keys that it may have.</param>
public sealed record KnownBlock(string Path, ImmutableArray<string> Keys);

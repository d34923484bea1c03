using System.Collections.Immutable;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;

namespace SweepCluster.Sweeps.Spec;

/// <summary>A kind of objective: what a trial can be. An entry of <see cref="ObjectiveKinds"/>.</summary>
public interface IObjectiveKind
{
    /// <summary>Names it in journals and messages.</summary>
    string Word { get; }

    /// <summary>Counts the changes to its trials' results; results of two versions are never mixed.</summary>
    int ArithmeticVersion => 1;

    /// <summary>The blocks of the sweep file that are the kind's own, and their keys.</summary>
    ImmutableArray<KnownBlock> Blocks { get; }

    /// <summary>Why its trials end as they do; empty if it does not tell.</summary>
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

    /// <summary>What outcomes of a sweep's trials are made of.</summary>
    ObjectiveSchema SchemaOf(SweepSpec spec);

    /// <summary>Prepares a sweep's trials for evaluation; may take long.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="data">Its data; null if the kind takes none.</param>
    /// <param name="place">Where trials are evaluated.</param>
    /// <exception cref="InvalidInputException">The data do not fit the sweep.</exception>
    IObjective Prepare(SweepSpec spec, DataSet? data, Workplace place);

    /// <summary>Checks that a sweep's trials can be evaluated on this machine, as far as is quick to tell.</summary>
    /// <exception cref="InvalidInputException">They cannot.</exception>
    void CheckHere(SweepSpec spec)
    {
    }

    /// <summary>A hash of the files that a sweep's trials need beside its data; empty if they need none.</summary>
    /// <exception cref="InvalidInputException">A file is missing or cannot be read.</exception>
    string FilesHash(SweepSpec spec) => "";

    /// <summary>Those files, relative to <see cref="ObjectiveSpec.FilesFolder"/>, with forward slashes.</summary>
    /// <exception cref="InvalidInputException">A file is missing.</exception>
    ImmutableArray<string> FilesOf(SweepSpec spec) => [];

    /// <summary>Which data a sweep reads, in a line; null if it reads none.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="data">Its data; null if the kind takes none.</param>
    string? DataRead(SweepSpec spec, DataSet? data) => null;
}

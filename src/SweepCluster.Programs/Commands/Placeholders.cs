using System.Collections.Immutable;

namespace SweepCluster.Programs.Commands;

/// <summary>The placeholders that arguments may have beside the names of parameters.</summary>
internal static class Placeholders
{
    /// <summary>An argument for each parameter; stands alone.</summary>
    public const string Arguments = "args";

    /// <summary>A file with all parameters, as JSON.</summary>
    public const string ParametersFile = "parameters-file";

    /// <summary>The trial's own folder.</summary>
    public const string TrialFolder = "trial-dir";

    /// <summary>The folder that outlives an attempt at the trial.</summary>
    public const string CheckpointFolder = "checkpoint-dir";

    /// <summary>The trial's id.</summary>
    public const string Trial = "trial";

    /// <summary>Which repeat of its configuration it is, from 0.</summary>
    public const string Repeat = "repeat";

    /// <summary>A number for everything random, the same for the same repeat of any configuration.</summary>
    public const string Seed = "seed";

    /// <summary>Which attempt at the trial it is, from 1.</summary>
    public const string Attempt = "attempt";

    /// <summary>The steps that the trial is to make in all.</summary>
    public const string Budget = "budget";

    /// <summary>The GPUs that are the trial's, separated by commas.</summary>
    public const string Gpus = "gpus";

    /// <summary>Those that no parameter can take the place of.</summary>
    public static ImmutableArray<string> Fixed { get; } = [Arguments, ParametersFile, TrialFolder, CheckpointFolder];

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        Arguments, ParametersFile, TrialFolder, CheckpointFolder, Trial, Repeat, Seed, Attempt, Budget, Gpus,
    ];
}

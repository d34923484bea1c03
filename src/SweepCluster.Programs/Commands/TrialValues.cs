using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Search;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Commands;

/// <summary>All that differs from trial to trial.</summary>
/// <param name="Parameters">The parameters by name, in the order of the search space.</param>
/// <param name="Trial">The trial's id.</param>
/// <param name="Repeat">Which repeat of its configuration it is, from 0.</param>
/// <param name="Seed">For everything random.</param>
/// <param name="Attempt">Which attempt it is, from 1.</param>
/// <param name="Folder">The trial's own folder.</param>
internal sealed record TrialValues(
    ImmutableArray<(string Name, SettingValue Value)> Parameters,
    long Trial,
    int Repeat,
    long Seed,
    int Attempt,
    string Folder)
{
    /// <summary>The GPUs that are its own.</summary>
    public ImmutableArray<string> Gpus { get; init; } = [];

    /// <summary>The steps that it is to make in all; null if the sweep does not say.</summary>
    public int? Budget { get; init; }

    /// <summary>The parameters that apply.</summary>
    public IEnumerable<(string Name, SettingValue Value)> Applying =>
        Parameters.Where(parameter => !parameter.Value.IsNone);

    /// <summary>The file with all parameters.</summary>
    public string ParametersFile => Path.Combine(Folder, TrialFileNames.Parameters);

    /// <summary>The file to which the program may write what it would print.</summary>
    public string MetricsFile => Path.Combine(Folder, TrialFileNames.Metrics);

    /// <summary>The folder that outlives an attempt at the trial; null if the sweep keeps no checkpoints.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Those of a trial.</summary>
    public static TrialValues Of(SweepSpec spec, Trial trial, int attempt, string folder) => new(
        [.. spec.SearchSpace.Parameters.Zip(trial.Configuration.Values, (axis, value) => (axis.Name, value))],
        trial.Id,
        trial.Repeat,
        Seeds.Of(spec.Seed, trial.Repeat),
        attempt,
        folder)
    { Budget = trial.Steps ?? spec.Objective.FullSteps };

    /// <summary>The value of a placeholder other than <see cref="Placeholders.Arguments"/>.</summary>
    /// <remarks>A parameter of the same name goes first: people sweep seeds.</remarks>
    public string Of(string placeholder)
    {
        foreach (var (name, value) in Parameters)
        {
            if (name == placeholder)
                return value.ToString();
        }

        return OfTrial(placeholder);
    }

    /// <summary>Whether a value means on, or off; null if neither.</summary>
    public static bool? SwitchOf(SettingValue value) => value.ToString() switch
    {
        _ when !value.IsWord || value.Items is not null => null,
        SwitchWords.On or "true" => true,
        SwitchWords.Off or "false" => false,
        _ => null,
    };

    private string OfTrial(string placeholder) => placeholder switch
    {
        Placeholders.ParametersFile => ParametersFile,
        Placeholders.TrialFolder => Folder,
        Placeholders.CheckpointFolder when CheckpointFolder is { } folder => folder,
        Placeholders.Trial => Text(Trial),
        Placeholders.Repeat => Text(Repeat),
        Placeholders.Seed => Text(Seed),
        Placeholders.Attempt => Text(Attempt),
        Placeholders.Budget when Budget is { } steps => Text(steps),
        Placeholders.Gpus => string.Join(',', Gpus),
        _ => throw new ArgumentOutOfRangeException(nameof(placeholder), placeholder, "No such placeholder."),
    };

    /// <summary>A number as programs and folders have it.</summary>
    internal static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

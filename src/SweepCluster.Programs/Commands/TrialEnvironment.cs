using System.Collections.Immutable;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Spec;

namespace SweepCluster.Programs.Commands;

/// <summary>The variables that a program sees: nothing of its worker's but what the sweep file names.</summary>
/// <param name="Variables">All of them.</param>
/// <param name="Secrets">Those whose values are shown nowhere.</param>
internal sealed record TrialEnvironment(
    ImmutableSortedDictionary<string, string> Variables, ImmutableHashSet<string> Secrets)
{
    // Numerical libraries start a thread per core each, and slots times cores of them slow each other down.
    private static readonly ImmutableArray<string> ThreadLimits =
    [
        "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
    ];

    /// <summary>Those of a trial.</summary>
    /// <param name="spec">The program.</param>
    /// <param name="values">The trial.</param>
    /// <param name="slots">The slots of the worker.</param>
    /// <param name="inherited">A variable of this process; null if there is none.</param>
    public static TrialEnvironment Of(
        ProgramSpec spec, TrialValues values, int slots, Func<string, string?> inherited) =>
        Of(spec, values.Gpus, slots, inherited, Told(values));

    /// <summary>Those of a program that runs many trials.</summary>
    /// <param name="spec">The program.</param>
    /// <param name="gpus">The GPUs that are its own.</param>
    /// <param name="slots">The slots of the worker.</param>
    /// <param name="inherited">A variable of this process; null if there is none.</param>
    public static TrialEnvironment OfMany(
        ProgramSpec spec, ImmutableArray<string> gpus, int slots, Func<string, string?> inherited) =>
        Of(spec, gpus, slots, inherited, []);

    private static TrialEnvironment Of(
        ProgramSpec spec,
        ImmutableArray<string> gpus,
        int slots,
        Func<string, string?> inherited,
        IEnumerable<KeyValuePair<string, string>> told)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in spec.Inherit.Concat(spec.Secret))
        {
            if (inherited(name) is { } value)
                all[name] = value;
        }

        var threads = TrialValues.Text(Math.Max(
            1, System.Environment.ProcessorCount * spec.Resources.Slots / Math.Max(slots, 1)));
        foreach (var name in ThreadLimits.Where(name => !all.ContainsKey(name)))
            all[name] = threads;
        all["PYTHONUNBUFFERED"] = "1";
        if (!gpus.IsEmpty)
            all[GpuDevices.Variable] = string.Join(',', gpus);
        foreach (var (name, value) in told)
            all[name] = value;
        foreach (var (name, value) in spec.Environment)
            all[name] = value;
        return new(all.ToImmutable(), [.. spec.Secret]);
    }

    /// <summary>The variable of a parameter: shells take letters, digits and underscores alone.</summary>
    public static string VariableOf(string parameter)
    {
        var letters = parameter.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_');
        return $"SWEEP_PARAM_{string.Concat(letters)}";
    }

    private static IEnumerable<KeyValuePair<string, string>> OnlyIf(string name, string? value) =>
        value is null ? [] : [new(name, value)];

    private static IEnumerable<KeyValuePair<string, string>> Told(TrialValues values) =>
    [
        new("SWEEP_TRIAL", TrialValues.Text(values.Trial)),
        new("SWEEP_TRIAL_DIR", values.Folder),
        new("SWEEP_PARAMETERS_FILE", values.ParametersFile),
        new("SWEEP_METRICS_FILE", values.MetricsFile),
        new("SWEEP_REPEAT", TrialValues.Text(values.Repeat)),
        new("SWEEP_SEED", TrialValues.Text(values.Seed)),
        new("SWEEP_ATTEMPT", TrialValues.Text(values.Attempt)),
        .. OnlyIf("SWEEP_BUDGET", values.Budget is { } steps ? TrialValues.Text(steps) : null),
        .. OnlyIf("SWEEP_CHECKPOINT_DIR", values.CheckpointFolder),
        .. values.Applying.Select(parameter =>
            KeyValuePair.Create(VariableOf(parameter.Name), parameter.Value.ToString())),
    ];
}

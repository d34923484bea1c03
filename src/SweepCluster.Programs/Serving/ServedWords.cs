using System.Collections.Immutable;

namespace SweepCluster.Programs.Serving;

/// <summary>The names in the lines between a worker and a program that runs many trials.</summary>
internal static class ServedWords
{
    /// <summary>The trial that a line is about.</summary>
    public const string Trial = "trial";

    /// <summary>Its parameters.</summary>
    public const string Parameters = "parameters";

    /// <summary>Which repeat of its configuration it is, from 0.</summary>
    public const string Repeat = "repeat";

    /// <summary>For everything random.</summary>
    public const string Seed = "seed";

    /// <summary>Which attempt at it this is, from 1.</summary>
    public const string Attempt = "attempt";

    /// <summary>The steps that it is to make in all.</summary>
    public const string Budget = "budget";

    /// <summary>Its own folder.</summary>
    public const string Folder = "trial_dir";

    /// <summary>Asks to end the trial.</summary>
    public const string Stop = "stop";

    /// <summary>The trial is done.</summary>
    public const string Done = "done";

    /// <summary>The trial has failed; says why.</summary>
    public const string Failed = "failed";

    /// <summary>Those of answers that are no metrics.</summary>
    public static ImmutableArray<string> OfAnswers { get; } = [Trial, Done, Failed];
}

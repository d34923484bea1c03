using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Outcomes;

/// <summary>What a sweep's outcomes hold, known before any trial runs; tables, figures and texts follow it.</summary>
public sealed record ObjectiveSchema
{
    /// <summary>The metrics, in the order of their columns; the first is the one ranked on by default.</summary>
    public required ImmutableArray<Metric> Metrics { get; init; }

    /// <summary>Whether outcomes may hold further metrics, whose names are found out as trials end.</summary>
    public bool HasFoundMetrics { get; init; }

    /// <summary>The metrics that are followed from step to step, as columns of curves.csv.</summary>
    public required ImmutableArray<string> Curves { get; init; }

    /// <summary>What a step is called.</summary>
    public string StepWord { get; init; } = "step";

    /// <summary>Numbers that all trials are compared with, such as the least error that any model can have.</summary>
    public ImmutableArray<Reference> References { get; init; } = [];

    /// <summary>Why trials end as they do; empty if the kind does not tell.</summary>
    public ImmutableArray<VerdictKind> Verdicts { get; init; } = [];

    /// <summary>The kind's own columns that follow the ranked metric.</summary>
    public ImmutableArray<OutcomeColumn> Columns { get; init; } = [];

    /// <summary>The kind's own columns at the end.</summary>
    public ImmutableArray<OutcomeColumn> LastColumns { get; init; } = [];

    /// <summary>How far trials end from what can be reached; null if that is not known.</summary>
    public Distance? Distance { get; init; }

    /// <summary>The column of the steps made.</summary>
    public string StepsColumn => $"{StepWord}s";

    /// <summary>Whether the same trial gives the same bits again.</summary>
    public bool IsReproducible { get; init; } = true;
}

/// <summary>A number that all trials of a sweep are compared with.</summary>
/// <param name="Column">The column, one of the kind's own.</param>
/// <param name="Title">What it is, in words.</param>
public sealed record Reference(string Column, string Title);

/// <summary>Why a trial ended as it did.</summary>
/// <param name="Name">In capitals, as summary.csv has it.</param>
/// <param name="Tone">How good that is.</param>
public sealed record VerdictKind(string Name, VerdictTone Tone);

/// <summary>How good a verdict is.</summary>
public enum VerdictTone
{
    /// <summary>All is well.</summary>
    Good,

    /// <summary>Something is left to be desired.</summary>
    Poor,

    /// <summary>The trial is of no use.</summary>
    Bad,
}

/// <summary>A column that a kind of objective adds to the ranked table.</summary>
/// <param name="Name">As it stands in summary.csv.</param>
/// <param name="Read">The cell of an outcome, given the sweep's references.</param>
public sealed record OutcomeColumn(string Name, Func<TrialOutcome, ImmutableArray<double>, Cell> Read);

/// <summary>How far a trial ends from what can be reached, as a column has it.</summary>
/// <param name="Column">The column, one of the kind's own.</param>
/// <param name="Title">What it measures, in words.</param>
/// <param name="Note">What can be reached, in a sentence, given the sweep's references.</param>
public sealed record Distance(string Column, string Title, Func<ImmutableArray<double>, string> Note);

using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Spec;

/// <summary>A program that runs the trials, once per trial or for many: the block <c>program</c>.</summary>
public sealed record ProgramSpec : ObjectiveSpec
{
    /// <summary>Names the kind of objective in journals and messages.</summary>
    public const string Word = "program";

    /// <summary>The metric that trials are ranked on, as the program calls it.</summary>
    public required string Metric { get; init; }

    /// <summary>Which way it is better.</summary>
    public required Direction Direction { get; init; }

    /// <summary>The program and its arguments, with placeholders.</summary>
    public required ImmutableArray<string> Run { get; init; }

    /// <summary>Whether one process runs trial after trial, told by its standard input.</summary>
    public bool Serve { get; init; }

    /// <summary>Parameters that become an argument if they are on, and none if they are off.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>The folder that <see cref="Files"/> lie in, as a full path.</summary>
    public required string Folder { get; init; }

    /// <summary>Patterns of the files that a trial finds in its own folder.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Patterns of the files of a trial that come back from a cluster with its result.</summary>
    public ImmutableArray<string> Keep { get; init; } = [];

    /// <summary>Variables that the program gets.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Variables that the program gets as its worker has them.</summary>
    public ImmutableArray<string> Inherit { get; init; } = DefaultInherit;

    /// <summary>The same, but their values are shown nowhere.</summary>
    public ImmutableArray<string> Secret { get; init; } = [];

    /// <summary>How long a trial may take; zero for as long as it likes.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>How long a trial may say nothing; zero for as long as it likes.</summary>
    public TimeSpan Silence { get; init; }

    /// <summary>From being asked to stop until being killed.</summary>
    public TimeSpan Grace { get; init; } = DefaultGrace;

    /// <summary>Failed attempts after which a trial is given up; at least 1.</summary>
    public int MostAttempts { get; init; } = DefaultAttempts;

    /// <summary>The most memory that one process of a trial may address, in bytes; 0 for as much as there is.</summary>
    public long Memory { get; init; }

    /// <inheritdoc/>
    public override TrialResources Resources => TakenResources;

    /// <summary>What each trial takes of its worker.</summary>
    public TrialResources TakenResources { get; init; } = TrialResources.Usual;

    /// <summary>The steps of a trial that no scheduler stops; null if it is not told any.</summary>
    public int? Budget { get; init; }

    /// <inheritdoc/>
    public override int? FullSteps => Budget;

    /// <inheritdoc/>
    public override string HowToSayFullSteps =>
        "write program.budget = 81, say, the most that a trial makes; the program gets its own as {budget}";

    /// <summary>Whether each trial has a folder that outlives an attempt at it.</summary>
    public bool KeepsCheckpoints { get; init; }

    /// <summary>Which of the values said counts.</summary>
    public ResultRule Result { get; init; }

    /// <summary>A regular expression whose named groups are metrics; null if the program says JSON.</summary>
    public string? Pattern { get; init; }

    /// <summary>What programs inherit if the sweep file does not say.</summary>
    public static ImmutableArray<string> DefaultInherit { get; } = ["PATH", "HOME", "LANG"];

    /// <summary>The grace if the sweep file does not say.</summary>
    public static TimeSpan DefaultGrace { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The attempts if the sweep file does not say.</summary>
    public const int DefaultAttempts = 3;

    /// <inheritdoc/>
    public override bool RunsPrograms => true;

    /// <inheritdoc/>
    public override string? FilesFolder => Files.IsEmpty ? null : Folder;

    /// <inheritdoc/>
    public override ObjectiveSpec WithFilesIn(string folder) => this with { Folder = folder };

    /// <inheritdoc/>
    public override AttemptRules Attempts => new(MostAttempts, AreRepeatable: false);

    /// <inheritdoc/>
    public override void Write(HoconWriter lines, Func<string, string> nameFile) =>
        ProgramWriter.Write(this, lines, nameFile);

    /// <inheritdoc/>
    public bool Equals(ProgramSpec? other) => other is not null
        && (Metric, Direction, Serve, Folder, Timeout, Silence, Grace, MostAttempts, Memory, KeepsCheckpoints, Budget)
            == (other.Metric, other.Direction, other.Serve, other.Folder, other.Timeout, other.Silence, other.Grace,
                other.MostAttempts, other.Memory, other.KeepsCheckpoints, other.Budget)
        && (Result, Pattern, TakenResources) == (other.Result, other.Pattern, other.TakenResources)
        && Run.SequenceEqual(other.Run)
        && Flags.SequenceEqual(other.Flags)
        && Files.SequenceEqual(other.Files)
        && Keep.SequenceEqual(other.Keep)
        && Environment.SequenceEqual(other.Environment)
        && Inherit.SequenceEqual(other.Inherit)
        && Secret.SequenceEqual(other.Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Metric, Run.Length, Folder);
}

/// <summary>Which of the values that a program says for its metric counts.</summary>
public enum ResultRule
{
    /// <summary>The last one.</summary>
    Last,

    /// <summary>The best one.</summary>
    Best,
}

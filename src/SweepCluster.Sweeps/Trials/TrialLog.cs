using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Trials;

/// <summary>What a trial has printed, or a part of it.</summary>
/// <param name="Attempt">Which attempt printed it, from 1; 0 if that is not known.</param>
/// <param name="IsRunning">Whether it may still print more.</param>
/// <param name="Output">What it printed as its output.</param>
/// <param name="Errors">What it printed as errors.</param>
public sealed record TrialLog(int Attempt, bool IsRunning, LogText Output, LogText Errors)
{
    /// <summary>Nothing that is known.</summary>
    public static TrialLog Nothing { get; } = new(0, false, LogText.Empty, LogText.Empty);

    /// <summary>The part that somebody asks for.</summary>
    public TrialLog From(LogCursor from)
    {
        var (_, output, errors) = from.In(Attempt);
        return this with { Output = Output.From(output), Errors = Errors.From(errors) };
    }
}

/// <summary>A part of a text that may still grow.</summary>
/// <param name="Start">How many bytes come before it.</param>
/// <param name="Bytes">The part, usually UTF-8; it may begin or end within a character.</param>
/// <param name="Length">How many bytes the whole text has.</param>
public sealed record LogText(long Start, ImmutableArray<byte> Bytes, long Length)
{
    /// <summary>An empty text.</summary>
    public static LogText Empty { get; } = new(0, [], 0);

    /// <summary>Where the part ends.</summary>
    public long End => Start + Bytes.Length;

    /// <summary>Where a part begins: within the text, and counted from its end if negative.</summary>
    public static long StartOf(long from, long length) => Math.Clamp(from < 0 ? length + from : from, 0, length);

    /// <summary>What of this part lies at a place or after it.</summary>
    /// <param name="from">The place; counted from the end of the text if negative.</param>
    public LogText From(long from)
    {
        var skipped = (int)Math.Clamp(StartOf(from, Length) - Start, 0, Bytes.Length);
        return this with { Start = Start + skipped, Bytes = Bytes[skipped..] };
    }

    /// <inheritdoc/>
    public bool Equals(LogText? other) => other is not null
        && (Start, Length) == (other.Start, other.Length)
        && Bytes.AsSpan().SequenceEqual(other.Bytes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Start, Length, Bytes.Length);
}

/// <summary>From where somebody asks for what a trial has printed.</summary>
/// <param name="Attempt">The attempt that the places are about; of another one, all is wanted.</param>
/// <param name="Output">The place in its output; counted from the end if negative, whatever the attempt.</param>
/// <param name="Errors">The place in its errors, likewise.</param>
public readonly record struct LogCursor(int Attempt, long Output, long Errors)
{
    /// <summary>The most bytes of a text that one answer has.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>The most bytes of a text that outlive an attempt on a worker.</summary>
    public const int MostKept = 16 * 1024;

    /// <summary>The end of what was printed, as much as one answer has.</summary>
    public static LogCursor Tail => new(0, -MostBytes, -MostBytes);

    /// <summary>The end of what was printed, as much as outlives an attempt.</summary>
    public static LogCursor Kept => new(0, -MostKept, -MostKept);

    /// <summary>The places in what a certain attempt printed.</summary>
    public LogCursor In(int attempt) => attempt == Attempt
        ? this
        : new(attempt, Math.Min(Output, 0), Math.Min(Errors, 0));

    /// <summary>From where the next part comes.</summary>
    public static LogCursor After(TrialLog log) => new(log.Attempt, log.Output.End, log.Errors.End);
}

/// <summary>The end of what an attempt at a trial printed, to be kept.</summary>
/// <param name="Place">The trial's place in the training order.</param>
/// <param name="Log">What it printed.</param>
public sealed record KeptLog(long Place, TrialLog Log)
{
    /// <summary>About how many bytes it takes in a message.</summary>
    public long RoughBytes => Log.Output.Bytes.Length + Log.Errors.Bytes.Length;
}

/// <summary>An objective that can tell what its trials print while they run.</summary>
public interface ITellsLogs
{
    /// <summary>What a trial that runs here has printed, or a part; null if it does not run here.</summary>
    /// <param name="place">The trial's place in the training order.</param>
    /// <param name="from">From where it is wanted.</param>
    TrialLog? LogOf(long place, LogCursor from);
}

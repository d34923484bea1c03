using System.Globalization;
using Akka.Pattern;
using Akka.Persistence;
using Google.Protobuf;

namespace SweepCluster.Cluster.Journal;

/// <summary>Why a journal cannot be used.</summary>
/// <param name="Reason">The reason, for the user.</param>
/// <param name="IsDamage">Whether the journal does not hold what was written, so that trying again is useless.</param>
public sealed record JournalTrouble(string Reason, bool IsDamage)
{
    private const string Slow = "its disk or database has not answered for a long time";

    /// <summary>Whether nothing has failed yet: the journal is only slow to answer.</summary>
    public bool IsWaiting { get; private init; }

    /// <summary>Whether another version of the program began the sweep, so that this one must not go on.</summary>
    public bool IsOfOtherVersion { get; private init; }

    /// <summary>This build would compute other results than the one that began the sweep.</summary>
    /// <param name="difference">How the two differ.</param>
    public static JournalTrouble OfOtherVersion(string difference) => new(difference, true) { IsOfOtherVersion = true };

    /// <summary>The journal has not answered for longer than an intact one takes.</summary>
    /// <param name="since">Since when.</param>
    public static JournalTrouble OfWaiting(DateTimeOffset since) => new(
        $"the journal has not answered since {Time(since)}: "
        + "another program holds it, or its disk or database is busy",
        false)
    {
        IsWaiting = true,
    };

    /// <summary>The coordinator is still reading the journal.</summary>
    /// <param name="since">Since when.</param>
    public static JournalTrouble OfOpening(DateTimeOffset since) => new(
        $"the coordinator has been reading the journal since {Time(since)}", false)
    {
        IsWaiting = true,
    };

    /// <summary>Reading has failed.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="fits">Whether each event that came back fits the ones before it.</param>
    public static JournalTrouble OfReading(Exception cause, bool fits = true)
    {
        var first = All(cause).FirstOrDefault(IsDamaged);
        if (first is not null)
            return new JournalTrouble($"the journal is damaged: {Words(first)}", true);
        return fits
            ? new JournalTrouble($"the journal cannot be read: {Words(cause)}", false)
            : new JournalTrouble(
                $"the journal is damaged: its events do not follow from one another ({Words(cause)})", true);
    }

    /// <summary>Writing has failed.</summary>
    public static JournalTrouble OfWriting(Exception cause) => All(cause).FirstOrDefault(IsDamaged) is { } first
        ? new JournalTrouble($"the journal is damaged: {Words(first)}", true)
        : new JournalTrouble($"the journal cannot be written: {Words(cause)}", false);

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static bool IsDamaged(Exception cause) =>
        cause is DamagedJournalException or InvalidProtocolBufferException;

    private static string Words(Exception cause) => All(cause).Any(IsSlow) ? Slow : cause.Message;

    private static bool IsSlow(Exception cause) =>
        cause is TimeoutException or RecoveryTimedOutException or OpenCircuitException or OperationCanceledException;

    private static IEnumerable<Exception> All(Exception cause)
    {
        for (var each = cause; each is not null; each = each.InnerException)
            yield return each;
    }
}

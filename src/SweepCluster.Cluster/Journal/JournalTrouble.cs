using System.Globalization;
using Akka.Pattern;
using Akka.Persistence;
using Google.Protobuf;

namespace SweepCluster.Cluster.Journal;

/// <summary>What keeps a journal from being used.</summary>
/// <param name="Reason">It, in words.</param>
/// <param name="IsDamage">Whether what the journal holds is not what was written into it, so that trying again is of no use.</param>
public sealed record JournalTrouble(string Reason, bool IsDamage)
{
    private const string Slow = "its disk or database has not answered for a long time";

    /// <summary>Whether nothing has failed yet: the journal only takes long to answer.</summary>
    public bool IsWaiting { get; private init; }

    /// <summary>Whether another version of this program began the sweep, so that this one must not go on with it.</summary>
    public bool IsOfOtherVersion { get; private init; }

    /// <summary>What a sweep's results rest on is not what this build has.</summary>
    /// <param name="difference">In what they differ.</param>
    public static JournalTrouble OfOtherVersion(string difference) => new(difference, true) { IsOfOtherVersion = true };

    /// <summary>No answer for longer than a sound journal takes.</summary>
    /// <param name="since">Since when.</param>
    public static JournalTrouble OfWaiting(DateTimeOffset since) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"the journal has not answered since {since.UtcDateTime:HH:mm:ss} UTC: another program holds it, or its disk or database is busy"),
        false)
    {
        IsWaiting = true,
    };

    /// <summary>The journal is being read and has not come back yet.</summary>
    /// <param name="since">Since when.</param>
    public static JournalTrouble OfOpening(DateTimeOffset since) => new(string.Create(
        CultureInfo.InvariantCulture, $"the coordinator has been reading the journal since {since.UtcDateTime:HH:mm:ss} UTC"), false)
    {
        IsWaiting = true,
    };

    /// <summary>Reading has failed.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="fits">Whether the events came back one after the other as they may.</param>
    public static JournalTrouble OfReading(Exception cause, bool fits = true)
    {
        var first = All(cause).FirstOrDefault(IsDamaged);
        if (first is not null)
            return new JournalTrouble($"the journal is damaged: {Words(first)}", true);
        return fits
            ? new JournalTrouble($"the journal cannot be read: {Words(cause)}", false)
            : new JournalTrouble($"the journal is damaged: its events do not follow from one another ({Words(cause)})", true);
    }

    /// <summary>Writing has failed.</summary>
    public static JournalTrouble OfWriting(Exception cause) => All(cause).FirstOrDefault(IsDamaged) is { } first
        ? new JournalTrouble($"the journal is damaged: {Words(first)}", true)
        : new JournalTrouble($"the journal cannot be written: {Words(cause)}", false);

    private static bool IsDamaged(Exception cause) => cause is DamagedJournalException or InvalidProtocolBufferException;

    private static string Words(Exception cause) => All(cause).Any(IsSlow) ? Slow : cause.Message;

    private static bool IsSlow(Exception cause) =>
        cause is TimeoutException or RecoveryTimedOutException or OpenCircuitException or OperationCanceledException;

    private static IEnumerable<Exception> All(Exception cause)
    {
        for (var each = cause; each is not null; each = each.InnerException)
            yield return each;
    }
}

using System.Globalization;
using Akka.Pattern;
using Akka.Persistence;
using Google.Protobuf;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Journal;

/// <summary>Why a journal cannot be used.</summary>
/// <param name="Reason">The reason, for the user.</param>
/// <param name="Kind">How it is out of use.</param>
public sealed record Outage(string Reason, OutageKind Kind)
{
    private const string Slow = "its disk or database has not answered for a long time";

    /// <summary>Whether trying again is useless.</summary>
    public bool IsFinal => Kind is OutageKind.Damage or OutageKind.OtherVersion;

    /// <summary>This build would compute other results than the one that began the sweep.</summary>
    /// <param name="difference">How the two differ.</param>
    public static Outage OfOtherVersion(string difference) => new(difference, OutageKind.OtherVersion);

    /// <summary>The journal has not answered for longer than an intact one takes.</summary>
    /// <param name="since">Since when.</param>
    public static Outage OfWaiting(DateTimeOffset since) => new(
        $"the journal has not answered since {Time(since)}: "
        + "another program holds it, or its disk or database is busy",
        OutageKind.Waiting);

    /// <summary>The coordinator is still reading the journal.</summary>
    /// <param name="since">Since when.</param>
    public static Outage OfOpening(DateTimeOffset since) => new(
        $"the coordinator has been reading the journal since {Time(since)}", OutageKind.Waiting);

    /// <summary>Reading has failed.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="fits">Whether each event that came back fits the ones before it.</param>
    public static Outage OfReading(Exception cause, bool fits = true)
    {
        var first = All(cause).FirstOrDefault(IsDamaged);
        if (first is not null)
            return new Outage($"the journal is damaged: {Words(first)}", OutageKind.Damage);
        return fits
            ? new Outage($"the journal cannot be read: {Words(cause)}", OutageKind.Failure)
            : new Outage(
                $"the journal is damaged: its events do not follow from one another ({Words(cause)})",
                OutageKind.Damage);
    }

    /// <summary>Writing has failed.</summary>
    public static Outage OfWriting(Exception cause) => All(cause).FirstOrDefault(IsDamaged) is { } first
        ? new Outage($"the journal is damaged: {Words(first)}", OutageKind.Damage)
        : new Outage($"the journal cannot be written: {Words(cause)}", OutageKind.Failure);

    /// <summary>The journal does not take an event.</summary>
    public static Outage OfRejection(Exception cause) =>
        new($"the journal refused an event: {cause.Message}", OutageKind.Failure);

    /// <summary>The answer to whoever asks for a sweep meanwhile.</summary>
    /// <param name="sweepId">The sweep; empty if it is about none.</param>
    public SweepProtocol.SweepInterrupted Interrupts(string sweepId) => new(sweepId, Reason) { Kind = Kind };

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

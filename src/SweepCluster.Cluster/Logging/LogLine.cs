using System.Text.RegularExpressions;
using Akka.Event;
using SweepCluster.Problems;

namespace SweepCluster.Cluster.Logging;

/// <summary>Turns what Akka.NET logs into one line per matter: no stack trace, no advice, nothing twice.</summary>
/// <remarks>Knows the texts of Akka.Remote 1.5.74; an unknown one is cut to its first line.</remarks>
public static partial class LogLine
{
    private const int Longest = 400;

    private const string Closed = "Closed the connection with ";
    private const string NoConnection = "No connection with ";

    // A name, because the type is DotNetty's, which is not among our packages.
    private const string NoTls = "NotSslRecordException";

    /// <summary>The line; null if another event tells the same.</summary>
    public static string? Of(LogEvent logged)
    {
        var text = logged.Message?.ToString() ?? "";
        return IsSaidElsewhere(logged, text) ? null : Tidy(Shorten(logged, text));
    }

    /// <summary>What a line is about: the closed connection whatever the reason, or else the line itself.</summary>
    public static string Matter(string line) =>
        line.StartsWith(Closed, StringComparison.Ordinal) ? line.Split(": ", 2)[0] : line;

    /// <summary>Whether a line repeats as long as it holds, rather than when something happens.</summary>
    public static bool Lasts(string line) => line.StartsWith(NoConnection, StringComparison.Ordinal);

    /// <summary>The kind of a line about connections, whoever the peer is; null for all other lines.</summary>
    public static string? KindOf(LogEvent logged, string line) =>
        logged.LogLevel() >= LogLevel.WarningLevel && IsOfRemoting(logged) ? Particulars().Replace(line, "#") : null;

    private static bool IsOfRemoting(LogEvent logged) =>
        logged.LogClass?.FullName?.StartsWith("Akka.Remote.", StringComparison.Ordinal) == true
        || logged.LogClass == typeof(Security.InboundGate);

    private static bool IsSaidElsewhere(LogEvent logged, string text) =>
        // After "TLS handshake failed".
        text.StartsWith("Rejected incoming connection from", StringComparison.Ordinal)
        // Before "TLS handshake failed".
        || (text.StartsWith("Error caught channel", StringComparison.Ordinal) && IsNoTls(logged.Cause))
        // AuthorityTrust, or Akka.Remote if there is no certificate, has said why.
        || (IsHandshake(text) && Innermost(logged.Cause).Contains("ValidationCallback", StringComparison.Ordinal))
        // The peer closed the connection, which is normal, or we did and have said why.
        || (IsHandshake(text) && IsInbound(logged) && Innermost(logged.Cause) == "Channel is closed")
        // FailedHandshake calls this shutdown off.
        || text.Contains("TlsHandshakeFailureReason", StringComparison.Ordinal)
        // ClusterNode says why a node waits to join.
        || text.StartsWith("Couldn't join seed nodes after", StringComparison.Ordinal)
        // Before "Association ... has failed" or "Tried to associate with unreachable".
        || text.StartsWith("AssociationError [", StringComparison.Ordinal)
        // The supervisor repeats the failure.
        || (logged.LogSource.EndsWith("/endpointWriter", StringComparison.Ordinal) && text == logged.Cause?.Message);

    private static string Shorten(LogEvent logged, string text)
    {
        if (Association().Match(text) is { Success: true } association)
            return $"{NoConnection}{association.Groups["peer"].Value}: {association.Groups["reason"].Value}";
        if (Channel().Match(text) is { Success: true } channel)
            return OfChannel(logged, text, channel.Groups["peer"].Value);
        if (Reader().Match(logged.LogSource) is { Success: true } reader && logged.Cause is not null)
            return $"Refused a message from {Peer(reader)}: {Innermost(logged.Cause)}";
        if (Protocol().Match(logged.LogSource) is { Success: true } protocol)
            return $"{Closed}{Peer(protocol)}: {FirstLine(text)}";
        return logged.Cause is null ? text : $"{FirstLine(text)}: {Innermost(logged.Cause)}";
    }

    private static string Peer(Match path) => Uri.UnescapeDataString(path.Groups["peer"].Value);

    private static string OfChannel(LogEvent logged, string text, string peer)
    {
        var reason = Reason(logged.Cause);
        if (!IsHandshake(text)) return $"{Closed}{peer}: {reason}";
        return IsInbound(logged) ? $"Refused {peer}: {reason}" : $"No TLS connection to {peer}: {reason}";
    }

    // The message of NotSslRecordException repeats all received bytes in hexadecimal.
    private static string Reason(Exception? cause) => cause?.GetBaseException().GetType().Name switch
    {
        NoTls => "it does not speak TLS.",
        "CorruptedFrameException" or "TooLongFrameException" =>
            $"it sent no frame, or too large a one ({Innermost(cause)}).",
        _ => Innermost(cause),
    };

    private static bool IsHandshake(string text) => text.StartsWith("TLS handshake failed", StringComparison.Ordinal);

    private static bool IsInbound(LogEvent logged) => logged.LogClass.Name == "TcpServerHandler";

    private static bool IsNoTls(Exception? cause) => cause?.GetBaseException().GetType().Name == NoTls;

    private static string Innermost(Exception? cause) => FirstLine(cause?.GetBaseException().Message ?? "");

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();

    private static string Tidy(string text)
    {
        var line = FirstLine(text);
        return Shown.Line(line.Length <= Longest ? line : $"{line[..Longest]}...");
    }

    // Leaves out what Akka does about it: that is always the same.
    [GeneratedRegex(
        "^(Tried to associate with unreachable remote address|Association with remote system) "
        + @"\[?akka[a-z.]*://[^@]*@(?<peer>[^\]\s]*\]?:[0-9]+)\]?"
        + @".*?Reason( is)?: \[(?<reason>.+?)\]?( Caused by: .*)?$",
        RegexOptions.Singleline)]
    private static partial Regex Association();

    // What differs between lines of a kind: quoted texts, names in brackets, addresses and numbers.
    [GeneratedRegex(@"'[^']*'|\[[^\]]*\]|\([^)]*\)|[^\s]*[0-9][^\s]*")]
    private static partial Regex Particulars();

    [GeneratedRegex(@"^(TLS handshake failed on|TLS exception on|Error caught) channel \[.+->(?<peer>.+)\]\(Id=")]
    private static partial Regex Channel();

    [GeneratedRegex("/akkaProtocol-(?<peer>[^/]+)-[0-9]+$")]
    private static partial Regex Protocol();

    [GeneratedRegex("/endpointReader-(?<peer>[^/]+)-[0-9]+$")]
    private static partial Regex Reader();
}

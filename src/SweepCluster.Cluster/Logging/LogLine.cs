using System.Text.RegularExpressions;
using Akka.Event;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Logging;

/// <summary>Turns what Akka.NET logs into one line a matter: no stack trace, no advice, nothing said twice.</summary>
/// <remarks>Texts are those of Akka.Remote 1.5.74; one that is not known here is cut to its first line.</remarks>
public static partial class LogLine
{
    private const int Longest = 400;

    private const string Closed = "Closed the connection with ";
    private const string NoConnection = "No connection with ";

    // DotNetty's, which is no package of ours.
    private const string NoTls = "NotSslRecordException";

    /// <summary>The line; null where another event of the same matter has one.</summary>
    public static string? Of(LogEvent logged)
    {
        var text = logged.Message?.ToString() ?? "";
        return IsSaidElsewhere(logged, text) ? null : Tidy(Shorten(logged, text));
    }

    /// <summary>What a line is about: the same for all that a connection is closed for, else the line itself.</summary>
    public static string Matter(string line) =>
        line.StartsWith(Closed, StringComparison.Ordinal) ? line.Split(": ", 2)[0] : line;

    /// <summary>Whether it is said again and again while it holds, and not only when it happens.</summary>
    public static bool Lasts(string line) => line.StartsWith(NoConnection, StringComparison.Ordinal);

    /// <summary>What lines about connections have in common, whoever is at their other end; null for all other lines.</summary>
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
        // AuthorityTrust, or Akka.Remote where there is no certificate, has said why.
        || (IsHandshake(text) && Innermost(logged.Cause).Contains("ValidationCallback", StringComparison.Ordinal))
        // It hung up of itself, which is nothing, or was shown the door, which has been said.
        || (IsHandshake(text) && IsInbound(logged) && Innermost(logged.Cause) == "Channel is closed")
        // Called off: FailedHandshake.
        || text.Contains("TlsHandshakeFailureReason", StringComparison.Ordinal)
        // A node that waits to be let in says why: ClusterNode.
        || text.StartsWith("Couldn't join seed nodes after", StringComparison.Ordinal)
        // Before "Association ... has failed" or "Tried to associate with unreachable".
        || text.StartsWith("AssociationError [", StringComparison.Ordinal)
        // The supervisor's own words about the same failure.
        || (logged.LogSource.EndsWith("/endpointWriter", StringComparison.Ordinal) && text == logged.Cause?.Message);

    private static string Shorten(LogEvent logged, string text)
    {
        if (Association().Match(text) is { Success: true } association)
            return $"{NoConnection}{association.Groups["peer"].Value}: {association.Groups["reason"].Value}";
        if (Channel().Match(text) is { Success: true } channel)
            return OfChannel(logged, text, channel.Groups["peer"].Value);
        if (Reader().Match(logged.LogSource) is { Success: true } reader && logged.Cause is not null)
            return $"Refused a message from {Uri.UnescapeDataString(reader.Groups["peer"].Value)}: {Innermost(logged.Cause)}";
        if (Protocol().Match(logged.LogSource) is { Success: true } protocol)
            return $"{Closed}{Uri.UnescapeDataString(protocol.Groups["peer"].Value)}: {FirstLine(text)}";
        return logged.Cause is null ? text : $"{FirstLine(text)}: {Innermost(logged.Cause)}";
    }

    private static string OfChannel(LogEvent logged, string text, string peer)
    {
        var reason = Reason(logged.Cause);
        if (!IsHandshake(text)) return $"{Closed}{peer}: {reason}";
        return IsInbound(logged) ? $"Refused {peer}: {reason}" : $"No TLS connection to {peer}: {reason}";
    }

    // The first one's message repeats in hexadecimal all that came.
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

    // What Akka does about it meanwhile is no news, and is done all the time.
    [GeneratedRegex(@"^(Tried to associate with unreachable remote address|Association with remote system) "
        + @"\[?akka[a-z.]*://[^@]*@(?<peer>[^\]\s]*\]?:[0-9]+)\]?.*?Reason( is)?: \[(?<reason>.+?)\]?( Caused by: .*)?$", RegexOptions.Singleline)]
    private static partial Regex Association();

    // Quoted texts, names in brackets, addresses and numbers.
    [GeneratedRegex(@"'[^']*'|\[[^\]]*\]|\([^)]*\)|[^\s]*[0-9][^\s]*")]
    private static partial Regex Particulars();

    [GeneratedRegex(@"^(TLS handshake failed on|TLS exception on|Error caught) channel \[.+->(?<peer>.+)\]\(Id=")]
    private static partial Regex Channel();

    [GeneratedRegex("/akkaProtocol-(?<peer>[^/]+)-[0-9]+$")]
    private static partial Regex Protocol();

    [GeneratedRegex("/endpointReader-(?<peer>[^/]+)-[0-9]+$")]
    private static partial Regex Reader();
}

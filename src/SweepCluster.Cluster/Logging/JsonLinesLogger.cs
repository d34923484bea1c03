using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Akka.Event;
using SweepCluster.Problems;

namespace SweepCluster.Cluster.Logging;

/// <summary>Writes the log as JSON, one object per line.</summary>
/// <remarks>Its fields are time, level, message, node, and the named values of the message.</remarks>
public sealed partial class JsonLinesLogger : StandardErrorLogger
{
    // A log is no web page: "->" may stay as it is.
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Made by Akka.NET from its configuration.</summary>
    public JsonLinesLogger()
    {
    }

    /// <summary>Writes elsewhere.</summary>
    public JsonLinesLogger(TextWriter output)
        : base(output)
    {
    }

    /// <inheritdoc/>
    protected override string Form(LogEvent logged, string line)
    {
        var json = new JsonObject
        {
            ["time"] = $"{logged.Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ}",
            ["level"] = Level(logged),
            ["message"] = line,
        };
        if (Node().Match(logged.LogSource) is { Success: true } node)
            json["node"] = node.Groups["node"].Value;
        if (logged.TryGetProperties(out var named) && named is not null)
        {
            foreach (var (name, value) in named.Where(field => char.IsAsciiLetter(field.Key[0])))
                json[JsonNamingPolicy.SnakeCaseLower.ConvertName(name)] = Value(value);
        }

        return json.ToJsonString(Readable);
    }

    private static JsonValue? Value(object? value) => value switch
    {
        null => null,
        int or long => JsonValue.Create(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(Shown.Line(value.ToString() ?? "")),
    };

    // The node in an actor's path, such as akka.tcp://sweep@10.0.0.7:4711/user/worker.
    [GeneratedRegex(@"@(?<node>[^/\s\])]+:[0-9]+)")]
    private static partial Regex Node();
}

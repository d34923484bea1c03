using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>A figure as plotly.js reads it.</summary>
internal static class FigureJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The figure's traces and its layout.</summary>
    /// <param name="traces">The traces.</param>
    /// <param name="layout">The layout.</param>
    /// <param name="narrow">
    /// What is different on a page as narrow as a phone's, attribute by attribute; null if nothing is.
    /// </param>
    public static string Of(
        IEnumerable<Dictionary<string, object?>> traces,
        Dictionary<string, object?> layout,
        Dictionary<string, object?>? narrow = null)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, Options))
            WriteObject(json, [new("data", traces), new("layout", layout), .. Narrow(narrow)]);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static KeyValuePair<string, object?>[] Narrow(Dictionary<string, object?>? narrow) =>
        narrow is null ? [] : [new("narrow", narrow)];

    // plotly.js draws nothing for null, which is right for a number that is not finite.
    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
            case double.NaN or double.PositiveInfinity or double.NegativeInfinity:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, null));
                break;
            case IEnumerable<KeyValuePair<string, object?>> attributes:
                WriteObject(json, attributes);
                break;
            case IEnumerable values:
                WriteArray(json, values);
                break;
            default:
                throw new ArgumentException($"A figure has no attribute of type {value.GetType()}.", nameof(value));
        }
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> attributes)
    {
        json.WriteStartObject();
        foreach (var (name, value) in attributes)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, IEnumerable values)
    {
        json.WriteStartArray();
        foreach (var value in values)
            Write(json, value);
        json.WriteEndArray();
    }
}

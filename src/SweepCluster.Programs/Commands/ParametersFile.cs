using System.Text.Encodings.Web;
using System.Text.Json;
using SweepCluster.Search;

namespace SweepCluster.Programs.Commands;

/// <summary>parameters.json: a trial's parameters by name.</summary>
internal static class ParametersFile
{
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Numbers as numbers, on and off as true and false, other words as strings, lists as lists.</summary>
    public static byte[] Bytes(TrialValues values)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
            Write(json, values);

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, TrialValues values)
    {
        json.WriteStartObject();
        foreach (var (name, value) in values.Applying)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SettingValue value)
    {
        if (value.Items is { } items)
        {
            json.WriteStartArray();
            foreach (var item in items)
                Write(json, item);
            json.WriteEndArray();
        }
        else if (!value.IsWord)
            json.WriteRawValue(value.ToString());
        else if (TrialValues.SwitchOf(value) is { } isOn)
            json.WriteBooleanValue(isOn);
        else
            json.WriteStringValue(value.ToString());
    }
}

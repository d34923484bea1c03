using System.Text.Encodings.Web;
using System.Text.Json;
using SweepCluster.Programs.Commands;

namespace SweepCluster.Programs.Serving;

/// <summary>What a program that runs many trials is told: lines of JSON.</summary>
internal static class Request
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Run a trial.</summary>
    public static byte[] Of(TrialValues values) => Line(json =>
    {
        json.WriteNumber(ServedWords.Trial, values.Trial);
        json.WritePropertyName(ServedWords.Parameters);
        ParametersFile.Write(json, values);
        json.WriteNumber(ServedWords.Seed, values.Seed);
        json.WriteNumber(ServedWords.Repeat, values.Repeat);
        json.WriteNumber(ServedWords.Attempt, values.Attempt);
        if (values.Budget is { } steps)
            json.WriteNumber(ServedWords.Budget, steps);
        json.WriteString(ServedWords.Folder, values.Folder);
    });

    /// <summary>End a trial.</summary>
    public static byte[] Stop(long trial) => Line(json =>
    {
        json.WriteNumber(ServedWords.Trial, trial);
        json.WriteBoolean(ServedWords.Stop, true);
    });

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Tests;

/// <summary>A text that tells any two values apart, with outcomes and checkpoints of every kind of objective.</summary>
internal static class ExactJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new KindConverter(), new WholeConverter<TrialOutcome>(), new WholeConverter<TrialCheckpoint>() },
    };

    public static string Of(object value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Writes all that a value's own type has, even if only its base type is declared.</summary>
    private sealed class WholeConverter<T> : WritingConverter<T>
        where T : notnull
    {
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }

    private sealed class KindConverter : WritingConverter<IObjectiveKind>
    {
        public override void Write(Utf8JsonWriter writer, IObjectiveKind value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Word);
    }

    private abstract class WritingConverter<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}

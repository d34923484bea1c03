using System.Text.Json;

namespace SweepCluster.Programs.Saying;

/// <summary>Lines that are one JSON object; NaN and infinities, which JSON lacks and Python writes, are null.</summary>
internal static class JsonLine
{
    private static readonly JsonReaderOptions Options =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Takes a property: the reader stands on its value.</summary>
    public delegate void Property<in T>(string name, ref Utf8JsonReader json, T into);

    /// <summary>Hands over the properties of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="make">Makes what takes them; anew if the line has to be read again.</param>
    /// <param name="take">Takes one of them.</param>
    /// <returns>What took them; null if the line is no JSON object.</returns>
    public static T? Read<T>(ReadOnlySpan<byte> line, Func<T> make, Property<T> take)
        where T : class
    {
        var text = line.Trim(" \t\r"u8);
        if (text.Length < 2 || text[0] != '{' || text[^1] != '}')
            return null;
        return Strictly(text, make(), take) ?? Strictly(WithoutNaN(text), make(), take);
    }

    private static T? Strictly<T>(ReadOnlySpan<byte> text, T into, Property<T> take)
        where T : class
    {
        var json = new Utf8JsonReader(text, Options);
        try
        {
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString()!;
                json.Read();
                take(name, ref json, into);
                json.Skip();
            }

            return json.CurrentDepth == 0 && json.BytesConsumed == text.Length ? into : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] WithoutNaN(ReadOnlySpan<byte> text)
    {
        var sound = new List<byte>(text.Length);
        var (isQuoted, isEscaped) = (false, false);
        for (var at = 0; at < text.Length; at++)
        {
            if (!isQuoted && NotANumber(text[at..]) is > 0 and var length)
            {
                sound.AddRange("null"u8);
                at += length - 1;
                continue;
            }

            isQuoted ^= text[at] == '"' && !isEscaped;
            isEscaped = text[at] == '\\' && !isEscaped;
            sound.Add(text[at]);
        }

        return [.. sound];
    }

    private static int NotANumber(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("NaN"u8))
            return 3;
        if (text.StartsWith("Infinity"u8))
            return 8;
        return text.StartsWith("-Infinity"u8) ? 9 : 0;
    }
}

using System.Runtime.Serialization;

namespace SweepCluster.Cluster.Security.Serialization;

/// <summary>Makes the exception for a message whose type is not on the list.</summary>
/// <remarks>
/// After a <see cref="SerializationException"/> Akka.Remote drops the message and keeps the association; only for a
/// system message (watching, stopping) it closes the sender's connection.
/// </remarks>
internal static class Refusal
{
    private const int LongestManifest = 200;

    /// <summary>For a received message with this serializer and manifest.</summary>
    public static SerializationException Inbound(int serializer, string? manifest) =>
        new($"a message for serializer {serializer} with manifest '{Shown(manifest ?? "")}' is not on the list");

    /// <summary>For a message of ours that must not be sent or stored.</summary>
    public static SerializationException Outbound(object message) =>
        new($"{message.GetType()} is not on the list: bind it to a serializer, or do not let it leave this process");

    // A peer chose the text, so it must neither fill the log nor break its line.
    private static string Shown(string manifest) => string.Concat(
        manifest.Take(LongestManifest).Select(letter => char.IsControl(letter) ? '?' : letter));
}

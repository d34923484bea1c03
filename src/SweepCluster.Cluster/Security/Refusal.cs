using System.Runtime.Serialization;

namespace SweepCluster.Cluster.Security;

/// <summary>What is said of a message whose type is not on the list.</summary>
/// <remarks>
/// A <see cref="SerializationException"/>, after which Akka.Remote drops the message and keeps the association; only a
/// system message (watching, stopping) costs the sender its connection.
/// </remarks>
internal static class Refusal
{
    private const int LongestManifest = 200;

    /// <summary>A message that came for this serializer with this manifest.</summary>
    public static SerializationException Inbound(int serializer, string? manifest) =>
        new($"a message for serializer {serializer} with manifest '{Shown(manifest ?? "")}' is not on the list");

    /// <summary>A message of ours that must not be sent or stored.</summary>
    public static SerializationException Outbound(object message) =>
        new($"{message.GetType()} is not on the list: bind it to a serializer, or do not let it leave this process");

    // A peer chose the text: it must not fill the log nor break its line.
    private static string Shown(string manifest) => string.Concat(
        manifest.Take(LongestManifest).Select(letter => char.IsControl(letter) ? '?' : letter));
}

using System.Collections.Immutable;
using Google.Protobuf;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cluster.Journal;

/// <summary>Translates outcomes of one kind of objective into the bytes of the kind's codec, and back.</summary>
internal static class OutcomeFormat
{
    /// <summary>The word of the outcomes' kind; empty if there are no outcomes.</summary>
    public static string WordOf(ImmutableArray<TrialOutcome> outcomes) => outcomes.IsEmpty ? "" : outcomes[0].Kind;

    /// <summary>The reference values of outcomes of a kind.</summary>
    /// <remarks>Releases with a single kind wrote one value, and a zero took no bytes.</remarks>
    public static ImmutableArray<double> References(string kind, IReadOnlyCollection<double> references) =>
        kind.Length == 0 && references.Count == 0 ? [0] : [.. references];

    public static IEnumerable<ByteString> ToWire(ImmutableArray<TrialOutcome> outcomes)
    {
        var codec = ObjectiveKinds.Named(WordOf(outcomes)).Codec;
        return outcomes.Select(outcome => UnsafeByteOperations.UnsafeWrap(codec.Encode(outcome)));
    }

    public static ImmutableArray<TrialOutcome> FromWire(string kind, IReadOnlyCollection<ByteString> outcomes)
    {
        var codec = ObjectiveKinds.Named(kind).Codec;
        return [.. outcomes.Select(bytes => codec.DecodeOutcome(bytes.Span))];
    }
}

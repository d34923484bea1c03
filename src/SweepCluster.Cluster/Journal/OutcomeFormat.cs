using System.Collections.Immutable;
using Google.Protobuf;
using SweepCluster.Sweeps.Objectives;

namespace SweepCluster.Cluster.Journal;

/// <summary>Between outcomes of one kind of objective and the bytes that the kind makes of them.</summary>
internal static class OutcomeFormat
{
    /// <summary>The word of the kind of some outcomes.</summary>
    public static string WordOf(ImmutableArray<TrialOutcome> outcomes) => outcomes.IsEmpty ? "" : outcomes[0].Kind;

    /// <summary>What outcomes of a kind are held against; of before there were several kinds, a zero took no bytes.</summary>
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

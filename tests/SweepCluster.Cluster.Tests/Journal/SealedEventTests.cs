using Google.Protobuf;
using SweepCluster.Cluster.Journal;
using SweepCluster.Sweeps.State;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Cluster.Tests.Journal;

/// <summary>How an event is read whose bytes have changed in the journal.</summary>
public sealed class SealedEventTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly PackCompleted Completed = new(
        new Lease(3, new(5, 2), 4, new SlotRequest("host:1/2a", 6, 7), Noon, Noon.AddSeconds(15)),
        [new ResultSegment(5, [Example.OutcomeOf(5), Example.OutcomeOf(6)])],
        [0.125],
        1.5,
        Noon.AddSeconds(3));

    private readonly JournalSerializer _serializer = new(null!);

    [Fact]
    public void An_event_with_any_flipped_bit_is_refused_or_comes_back_intact()
    {
        var bytes = _serializer.ToBinary(Completed);
        var content = bytes[..^SealedEvent.SealLength];
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
            var read = Record.Exception(() => Assert.Equal(content, Content(bytes)));
            Assert.True(
                read is null or DamagedJournalException or InvalidProtocolBufferException, $"bit {bit}: {read}");
            Assert.True(bit / 8 >= content.Length || read is DamagedJournalException, $"bit {bit} of the event itself");
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public void An_event_under_another_manifest_is_refused() => Assert.Throws<DamagedJournalException>(
        () => _serializer.FromBinary(_serializer.ToBinary(new SweepPaused(Noon)), "continued.1"));

    [Fact]
    public void The_seal_is_a_field_that_readers_of_earlier_releases_skip()
    {
        var bytes = _serializer.ToBinary(Completed);
        var earlier = SweepCluster.Cluster.Journal.Format.PackCompleted.Parser.WithDiscardUnknownFields(true);
        var read = earlier.ParseFrom(bytes);

        Assert.Equal(bytes[..^SealedEvent.SealLength], read.ToByteArray());
    }

    [Fact]
    public void The_format_of_the_seal_never_changes() => Assert.Equal(
        "0880C0C6BDC5A7B1F108FA7F0C7377706A99A206B1C9627CB9",
        Convert.ToHexString(_serializer.ToBinary(new SweepPaused(Noon))));

    // The bytes of what was read, for comparison with those that were written.
    private byte[] Content(byte[] bytes) =>
        _serializer.ToBinary(_serializer.FromBinary(bytes, "completed.1"))[..^SealedEvent.SealLength];
}

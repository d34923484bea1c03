using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Programs.Tests.Outcomes;

public sealed class ProgramCodecTests
{
    private const string Pinned =
        "09000000000000E03F1210000000000000F03F0000000000000840" + "1A10000000000000F87F000000000000E03F"
        + "22210A046C6F737311000000000000D03F1A1000000000000010400000000000000000";

    private readonly ProgramCodec _codec = new();

    private static Gen<double> Number => Gen.OneOf(
        Gen.Elements(0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue),
        Gen.Choose(int.MinValue, int.MaxValue).Select(n => n / 7.0));

    private static Gen<double[]> Numbers => Number.ListOf().Select(numbers => numbers.ToArray());

    private static Gen<FoundMetric> Found =>
        from name in Texts.Any
        from value in Number
        from curve in Numbers
        select new FoundMetric(name, value, [.. curve]);

    private static Gen<ProgramOutcome> Outcome =>
        from value in Number
        from steps in Numbers
        from values in Numbers
        from others in Found.ListOf()
        from kept in Gen.Elements(null, "sha256-ab")
        select new ProgramOutcome
        {
            Value = value,
            CurveSteps = [.. steps],
            CurveValues = [.. values],
            Others = [.. others],
            Kept = kept,
        };

    [Fact]
    public void What_is_encoded_is_decoded_as_it_was() => Properties.Hold(
        Outcome, outcome => Assert.Equal(outcome, _codec.DecodeOutcome(_codec.Encode(outcome))));

    // Journals hold such bytes.
    [Fact]
    public void The_bytes_are_the_same_in_every_version()
    {
        var outcome = new ProgramOutcome
        {
            Value = 0.5,
            CurveSteps = [1, 3],
            CurveValues = [BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0000), 0.5],
            Others = [new("loss", 0.25, [4, 0])],
        };

        Assert.Equal(Pinned, Convert.ToHexString(_codec.Encode(outcome)));
        Assert.Equal(outcome, _codec.DecodeOutcome(Convert.FromHexString(Pinned)));
    }

    // Coordinators keep such bytes.
    [Fact]
    public void A_checkpoint_is_decoded_as_it_was_and_its_bytes_are_the_same_in_every_version()
    {
        const string Bytes = "0807120A0A05612F622E63120101" + "1A0909000000000000E03F";
        var decoded = Assert.IsType<ProgramCheckpoint>(_codec.DecodeCheckpoint(Convert.FromHexString(Bytes)));

        Assert.Equal((7, new ProgramOutcome { Value = 0.5 }), (decoded.Steps, decoded.Said));
        Assert.Equal("a/b.c", Assert.Single(decoded.Files).Name);
        Assert.Equal([1], decoded.Files[0].Content.ToArray());
        Assert.Equal(Bytes, Convert.ToHexString(_codec.Encode(decoded)));
        Assert.Null(((ProgramCheckpoint)_codec.DecodeCheckpoint([])).Said);
    }
}

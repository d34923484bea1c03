using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using SweepCluster.Objectives.Linear;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Training.Diagnosis;
using Wire = SweepCluster.Objectives.Linear.Format.TrialOutcome;

namespace SweepCluster.Objectives.Tests.Linear.Outcomes;

/// <summary>The bytes of outcomes give the outcomes again, whatever of protobuf's layouts they have.</summary>
public sealed class LinearCodecTests
{
    private static readonly IOutcomeCodec Codec = LinearKind.Instance.Codec;

    private static Gen<LinearOutcome> Outcomes =>
        from epochs in Gen.Elements(0, 1, 127, 128, int.MaxValue)
        from verdict in Gen.Elements(Enum.GetValues<Verdict>())
        from update in Gen.Elements<long?>(null, 0, 1, 1L << 40, long.MaxValue)
        from validation in Numbers
        from numbers in Numbers
        select new LinearOutcome
        {
            Epochs = epochs,
            Rmse = numbers.FirstOrDefault(),
            Mae = numbers.LastOrDefault(),
            ValidationRmse = validation.IsEmpty ? null : validation[0],
            ValidationMae = validation.IsEmpty ? null : validation[^1],
            Parameters = numbers,
            EpochRmse = [.. numbers.Reverse()],
            EpochValidationRmse = validation,
            Verdict = verdict,
            DivergedAtUpdate = update,
        };

    private static Gen<ImmutableArray<double>> Numbers =>
        Gen.Elements(0.0, -0.0, 0.1, double.NaN, double.PositiveInfinity, double.Epsilon).ArrayOf()
            .Select(numbers => numbers.ToImmutableArray());

    [Fact]
    public void An_outcome_is_read_as_it_was_written_and_as_the_generated_parser_reads_it() =>
        Properties.Hold(Outcomes, outcome =>
        {
            var bytes = Codec.Encode(outcome);
            var read = OutcomeReader.Read(bytes);

            Assert.NotNull(read);
            AssertSame(outcome, read);
            AssertSame(Wire.Parser.ParseFrom(bytes), read);
        });

    [Fact]
    public void Fields_of_later_versions_are_left_out()
    {
        byte[] bytes = [.. Codec.Encode(Outcome), 0xF8, 0x07, 5];

        Assert.Null(OutcomeReader.Read(bytes));
        AssertSame(Outcome, (LinearOutcome)Codec.DecodeOutcome(bytes));
    }

    [Fact]
    public void Numbers_in_several_pieces_are_put_together()
    {
        byte[] bytes = [.. Codec.Encode(Outcome), .. Codec.Encode(Outcome)];

        Assert.Null(OutcomeReader.Read(bytes));
        AssertSame(
            Outcome with
            {
                Parameters = [.. Outcome.Parameters, .. Outcome.Parameters],
                EpochRmse = [.. Outcome.EpochRmse, .. Outcome.EpochRmse],
            },
            (LinearOutcome)Codec.DecodeOutcome(bytes));
    }

    [Fact]
    public void Bytes_that_are_cut_off_or_changed_are_read_as_the_generated_parser_reads_them()
    {
        var bytes = Codec.Encode(Outcome);
        for (var length = 0; length < bytes.Length; length++)
            AssertReadAsParsed(bytes[..length]);
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertReadAsParsed(changed);
        }
    }

    private static LinearOutcome Outcome => new()
    {
        Epochs = 300,
        Rmse = 0.5,
        Mae = 0.25,
        Parameters = [1, 2],
        EpochRmse = [3, 2, 0.5],
        EpochValidationRmse = [],
        Verdict = Verdict.Diverged,
        DivergedAtUpdate = 1L << 33,
    };

    private static void AssertReadAsParsed(byte[] bytes)
    {
        Wire parsed;
        try
        {
            parsed = Wire.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            Assert.Throws<InvalidProtocolBufferException>(() => Codec.DecodeOutcome(bytes));
            return;
        }

        AssertSame(parsed, (LinearOutcome)Codec.DecodeOutcome(bytes));
    }

    private static void AssertSame(Wire parsed, LinearOutcome read) => AssertSame(
        new LinearOutcome
        {
            Epochs = parsed.Epochs,
            Rmse = parsed.Rmse,
            Mae = parsed.Mae,
            ValidationRmse = parsed.HasValidationRmse ? parsed.ValidationRmse : null,
            ValidationMae = parsed.HasValidationMae ? parsed.ValidationMae : null,
            Parameters = [.. parsed.Parameters],
            EpochRmse = [.. parsed.EpochRmse],
            EpochValidationRmse = [.. parsed.EpochValidationRmse],
            Verdict = (Verdict)(parsed.Verdict - 1),
            DivergedAtUpdate = parsed.HasDivergedAtUpdate ? parsed.DivergedAtUpdate : null,
        },
        read);

    private static void AssertSame(LinearOutcome expected, LinearOutcome actual)
    {
        Assert.Equal(Bits(expected.Parameters), Bits(actual.Parameters));
        Assert.Equal(Bits(expected.EpochRmse), Bits(actual.EpochRmse));
        Assert.Equal(Bits(expected.EpochValidationRmse), Bits(actual.EpochValidationRmse));
        Assert.Equal(
            expected with { Parameters = [], EpochRmse = [], EpochValidationRmse = [] },
            actual with { Parameters = [], EpochRmse = [], EpochValidationRmse = [] });
    }

    private static IEnumerable<long> Bits(ImmutableArray<double> numbers) =>
        numbers.Select(BitConverter.DoubleToInt64Bits);
}

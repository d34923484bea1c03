using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SweepCluster.Training.Diagnosis;
using static SweepCluster.Objectives.Linear.Format.TrialOutcome;

namespace SweepCluster.Objectives.Linear.Outcomes;

/// <summary>Reads an outcome's bytes (outcome.proto) without an object in between.</summary>
/// <remarks>
/// Every restart reads all results, of up to millions of trials, and the objects of the generated parser cost half of
/// that (<c>SweepCluster.Benchmarks state</c>). This reader knows what <see cref="LinearCodec"/> writes and no more:
/// the generated parser reads the rest.
/// </remarks>
internal ref struct OutcomeReader(ReadOnlySpan<byte> bytes)
{
    private const int Fixed64 = 1, LengthDelimited = 2;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The outcome; null if the bytes are not laid out as they are written here.</summary>
    public static LinearOutcome? Read(ReadOnlySpan<byte> bytes) =>
        BitConverter.IsLittleEndian ? new OutcomeReader(bytes).Read() : null;

    private LinearOutcome? Read()
    {
        var (epochs, verdict, updates) = (0UL, 0UL, 0UL);
        var (rmse, mae, validationRmse, validationMae) = (0.0, 0.0, 0.0, 0.0);
        ImmutableArray<double> parameters = [], epochRmse = [], epochValidationRmse = [];
        var (hasValidationRmse, hasValidationMae, hasUpdates) = (false, false, false);
        while (!_rest.IsEmpty)
        {
            var known = Varint(out var tag) && tag switch
            {
                EpochsFieldNumber << 3 => Varint(out epochs),
                (RmseFieldNumber << 3) | Fixed64 => Number(out rmse),
                (MaeFieldNumber << 3) | Fixed64 => Number(out mae),
                (ValidationRmseFieldNumber << 3) | Fixed64 => hasValidationRmse = Number(out validationRmse),
                (ValidationMaeFieldNumber << 3) | Fixed64 => hasValidationMae = Number(out validationMae),
                (ParametersFieldNumber << 3) | LengthDelimited => Numbers(ref parameters),
                (EpochRmseFieldNumber << 3) | LengthDelimited => Numbers(ref epochRmse),
                (EpochValidationRmseFieldNumber << 3) | LengthDelimited => Numbers(ref epochValidationRmse),
                VerdictFieldNumber << 3 => Varint(out verdict),
                DivergedAtUpdateFieldNumber << 3 => hasUpdates = Varint(out updates),
                _ => false,
            };
            if (!known)
                return null;
        }

        return new LinearOutcome
        {
            Epochs = (int)epochs,
            Rmse = rmse,
            Mae = mae,
            ValidationRmse = hasValidationRmse ? validationRmse : null,
            ValidationMae = hasValidationMae ? validationMae : null,
            Parameters = parameters,
            EpochRmse = epochRmse,
            EpochValidationRmse = epochValidationRmse,
            Verdict = (Verdict)((int)verdict - 1),
            DivergedAtUpdate = hasUpdates ? (long)updates : null,
        };
    }

    // At most ten bytes of seven bits each, the lowest first; of the tenth, one bit.
    private bool Varint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < _rest.Length && i < 10; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] >= 0x80)
                continue;
            _rest = _rest[(i + 1)..];
            return true;
        }

        return false;
    }

    private bool Number(out double value)
    {
        if (!BinaryPrimitives.TryReadDoubleLittleEndian(_rest, out value))
            return false;
        _rest = _rest[sizeof(double)..];
        return true;
    }

    // Numbers in two pieces, as protobuf allows, are for the generated parser.
    private bool Numbers(ref ImmutableArray<double> numbers)
    {
        if (!numbers.IsEmpty || !Varint(out var length) || length > (ulong)_rest.Length || length % sizeof(double) != 0)
            return false;
        numbers = ImmutableCollectionsMarshal.AsImmutableArray(
            MemoryMarshal.Cast<byte, double>(_rest[..(int)length]).ToArray());
        _rest = _rest[(int)length..];
        return true;
    }
}

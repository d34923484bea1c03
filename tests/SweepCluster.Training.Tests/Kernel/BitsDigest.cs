using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>A SHA-256 over the weights of every kernel on a few shapes.</summary>
internal static class BitsDigest
{
    private static readonly IReadOnlyList<Shape> Shapes =
        [new(3, 1, 8, 21, true, 5), new(2, 2, 11, 23, true, 3), new(4, 1, 1, 6, false, 17)];

    public static string Of(LaneWidth width)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var optimizer in Enum.GetValues<OptimizerKind>())
        {
            foreach (var loss in Enum.GetValues<LossKind>())
            {
                foreach (var precision in Enum.GetValues<Precision>())
                    Append(hash, Trials.Of(optimizer, loss) with { Precision = precision }, width);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, Hyperparameters trial, LaneWidth width)
    {
        foreach (var (shape, form) in Shapes.SelectMany(
            shape => LaneKernelTests.Forms(trial.Loss).Select(form => (shape, form))))
        {
            var pack = shape.Pack(trial, form: form);
            foreach (var result in PackTrainer.Train(pack, new DirectEvaluator(pack), width))
                hash.AppendData(MemoryMarshal.AsBytes(result.Parameters.AsSpan()));
        }
    }
}

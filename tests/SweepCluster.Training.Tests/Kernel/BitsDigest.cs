using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Model;
using SweepCluster.Training.Tests.Kernel.Steps;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>A SHA-256 over the weights of kernels on a few shapes, by every optimizer and loss.</summary>
internal static class BitsDigest
{
    private static readonly IReadOnlyList<Shape> Shapes =
        [new(3, 1, 8, 21, true, 5), new(2, 2, 11, 23, true, 3), new(4, 1, 1, 6, false, 17)];

    /// <summary>The digest of every kernel.</summary>
    public static string Of(LaneWidth width)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var layout in Enum.GetValues<BatchLayout>())
        {
            foreach (var precision in Enum.GetValues<Precision>())
                Append(hash, width, layout, precision);
        }

        return Text(hash);
    }

    /// <summary>The digest of the kernels of one path.</summary>
    public static string Of(LaneWidth width, BatchLayout layout, Precision precision)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, width, layout, precision);
        return Text(hash);
    }

    private static string Text(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());

    private static void Append(IncrementalHash hash, LaneWidth width, BatchLayout layout, Precision precision)
    {
        foreach (var optimizer in Enum.GetValues<OptimizerKind>())
        {
            foreach (var loss in LaneKernelTests.LossesOf(layout))
                Append(hash, Trials.Of(optimizer, loss) with { Precision = precision }, width, layout);
        }
    }

    private static void Append(IncrementalHash hash, Hyperparameters trial, LaneWidth width, BatchLayout layout)
    {
        foreach (var shape in Shapes)
        {
            var pack = shape.Pack(trial, layout: layout);
            foreach (var result in PackTrainer.Train(pack, new DirectEvaluator(pack), width))
                hash.AppendData(MemoryMarshal.AsBytes(result.Parameters.AsSpan()));
        }
    }
}

using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>A shape of data, layer and pack.</summary>
internal sealed record Shape(int Features, int Units, int BatchSize, int Rows, bool UseBias, int PackSize)
{
    /// <summary>Whole and broken batches, row blocks and lane blocks, in many combinations.</summary>
    public static readonly IReadOnlyList<Shape> All =
    [
        new(1, 1, 1, 5, true, 1),
        new(3, 2, 3, 11, false, 5),
        new(4, 1, 8, 32, true, 16),
        new(4, 1, 8, 37, true, 37),
        new(3, 1, 8, 24, false, 5),
        new(17, 1, 11, 45, true, 5),
        new(17, 2, 64, 45, false, 16),
        new(4, 1, 64, 150, false, 37),
        new(1, 2, 8, 20, true, 1),
        new(4, 2, 11, 50, true, 5),
        new(4, 1, 1, 9, false, 16),
        new(17, 1, 16, 32, true, 5),
        new(7, 1, 16, 40, true, 5),
    ];

    public TrialPack Pack(Hyperparameters trial, int repeat = 0, BatchLayout layout = BatchLayout.Rows) => new(
        Trials.Rows(Rows, Features, Units),
        Trials.Layer(Units, UseBias),
        Trials.Spread(trial with { BatchSize = BatchSize }, PackSize),
        sweepSeed: 42,
        repeat,
        layout);
}

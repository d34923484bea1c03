using System.Collections.Immutable;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Spec;

/// <summary>The words that the blocks of a linear layer have.</summary>
public static class LinearWords
{
    /// <summary>Names the kind of objective in journals and messages.</summary>
    public const string Kind = "linear";

    /// <summary>Optimizers.</summary>
    public static WordTable<OptimizerKind> Optimizers { get; } =
        new([.. OptimizerCatalog.All.Select(optimizer => (optimizer.Kind, optimizer.Word))]);

    /// <summary>Losses.</summary>
    public static WordTable<LossKind> Losses { get; } =
        new([.. LossCatalog.All.Select(loss => (loss.Kind, loss.Word))]);

    /// <summary>Precisions.</summary>
    public static WordTable<Precision> Precisions { get; } =
        new((Precision.Float32, "float32"), (Precision.Float64, "float64"));

    /// <summary>The words for where weights start; the first is the default.</summary>
    public static ImmutableArray<(string Word, Initializer Value)> KernelInitializers { get; } =
    [
        ("glorot-uniform", new Initializer.GlorotUniform()),
        ("zeros", new Initializer.Zeros()),
        ("ones", new Initializer.Ones()),
        ("random-normal", new Initializer.RandomNormal()),
    ];
}

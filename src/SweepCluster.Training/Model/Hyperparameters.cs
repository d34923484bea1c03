namespace SweepCluster.Training.Model;

/// <summary>
/// Everything that tells one trial's training from another's on the same data, with no default left open.
/// </summary>
/// <remarks>Parameters that the optimizer does not use hold its neutral value and change nothing.</remarks>
public sealed record Hyperparameters
{
    /// <summary>What a mini-batch minimises.</summary>
    public required LossKind Loss { get; init; }

    /// <summary>The update rule.</summary>
    public required OptimizerKind Optimizer { get; init; }

    /// <summary>Passes over the training rows; at least 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>Rows per mini-batch; at least 1. The last batch of an epoch may be smaller.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Learning rate before decay; greater than 0.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Time-based decay: update k (from 0) uses lr / (1 + decay·k).</summary>
    public required double Decay { get; init; }

    /// <summary>μ of momentum and nesterov, in [0, 1).</summary>
    public required double Momentum { get; init; }

    /// <summary>β1 of the Adam family, in [0, 1).</summary>
    public required double Beta1 { get; init; }

    /// <summary>β2 of the Adam family, in [0, 1).</summary>
    public required double Beta2 { get; init; }

    /// <summary>ρ of rmsprop and adadelta, in [0, 1).</summary>
    public required double Rho { get; init; }

    /// <summary>ε of the adaptive optimizers; greater than 0.</summary>
    public required double Epsilon { get; init; }

    /// <summary>Nadam's schedule decay.</summary>
    public required double ScheduleDecay { get; init; }

    /// <summary>Whether each epoch draws a new row order; otherwise rows come in file order.</summary>
    public required bool Shuffle { get; init; }

    /// <summary>The floating-point format.</summary>
    public required Precision Precision { get; init; }

    /// <summary>An optimizer with its own defaults; rmse, one epoch, shuffled batches of 32 rows, float32.</summary>
    public static Hyperparameters For(OptimizerKind optimizer)
    {
        var own = OptimizerCatalog.Of(optimizer).Defaults;
        return new Hyperparameters
        {
            Loss = LossKind.Rmse,
            Optimizer = optimizer,
            Epochs = 1,
            BatchSize = 32,
            LearningRate = own.LearningRate,
            Decay = 0,
            Momentum = own.Momentum ?? 0,
            Beta1 = own.Beta1 ?? 0.9,
            Beta2 = own.Beta2 ?? 0.999,
            Rho = own.Rho ?? 0.9,
            Epsilon = own.Epsilon ?? 1e-7,
            ScheduleDecay = own.ScheduleDecay ?? 0.004,
            Shuffle = true,
            Precision = Precision.Float32,
        };
    }

    /// <summary>
    /// Whether both trials can be trained in one pack: same rows in the same batches, same optimizer, loss, precision
    /// and bias-correction schedule. Learning rate, decay, momentum, ρ and ε may differ from lane to lane.
    /// </summary>
    public bool SharesPackWith(Hyperparameters other) => Shared() == other.Shared();

    private Hyperparameters Shared() => this with
    {
        LearningRate = 1,
        Decay = 0,
        Momentum = 0,
        Rho = 0,
        Epsilon = 1,
    };
}

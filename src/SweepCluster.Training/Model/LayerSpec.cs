namespace SweepCluster.Training.Model;

/// <summary>One dense layer: prediction of unit u = Σ_j x_j·w_ju + b_u.</summary>
/// <param name="Units">Outputs of the layer; equals the number of targets.</param>
/// <param name="UseBias">Whether b is trained; without it b is absent.</param>
/// <param name="KernelInitializer">Where the weights start.</param>
/// <param name="BiasInitializer">Where the biases start.</param>
public sealed record LayerSpec(int Units, bool UseBias, Initializer KernelInitializer, Initializer BiasInitializer);

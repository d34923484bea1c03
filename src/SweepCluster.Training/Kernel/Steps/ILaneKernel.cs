namespace SweepCluster.Training.Kernel.Steps;

/// <summary>A kernel for one lane width, optimizer and loss.</summary>
internal interface ILaneKernel<T>
    where T : unmanaged
{
    /// <summary>Trials per lane block.</summary>
    int Lanes { get; }

    /// <summary>Numbers kept for each parameter besides itself.</summary>
    int StateSlots { get; }

    /// <summary>Bias corrections per step.</summary>
    int FactorCount { get; }

    /// <summary>Writes the bias corrections of one step.</summary>
    unsafe void WriteFactors(in Optimizers.BiasProducts products, T* factors);

    /// <summary>Makes the steps of a run; allocates nothing.</summary>
    void Run(in KernelRun<T> run);
}

namespace SweepCluster.Training.Kernel.Steps;

/// <summary>Some steps of equal batch size for some lane blocks: everything a kernel reads and writes.</summary>
/// <remarks>
/// Rows: batch after batch, in row blocks of 8 (the last of a batch may be shorter): x0 of each row, x1 of each row, …,
/// then each target. State: for each lane block, parameter by parameter, the parameter then its slots, each a vector.
/// </remarks>
internal unsafe struct KernelRun<T>
    where T : unmanaged
{
    /// <summary>Rows that are laid side by side.</summary>
    public const int RowBlock = 8;

    /// <summary>The batches of these steps.</summary>
    public T* Rows;

    /// <summary>State of the first lane block.</summary>
    public T* State;

    /// <summary>Lane settings of the first lane block.</summary>
    public T* Settings;

    /// <summary>Settings of the whole pack.</summary>
    public T* Shared;

    /// <summary>Bias corrections, step by step.</summary>
    public T* Factors;

    /// <summary>Room for the gradient of one lane block.</summary>
    public T* Gradient;

    /// <summary>Lane blocks to train.</summary>
    public int Blocks;

    /// <summary>Steps to make.</summary>
    public int Steps;

    /// <summary>Rows in each batch.</summary>
    public int BatchRows;

    /// <summary>Features per row.</summary>
    public int Features;

    /// <summary>Targets per row.</summary>
    public int Units;

    /// <summary>Whether each unit has a bias.</summary>
    public bool UseBias;

    /// <summary>Updates made before the first of these steps.</summary>
    public long Updates;

    /// <summary>Parameters per unit.</summary>
    public readonly int PerUnit => Features + (UseBias ? 1 : 0);

    /// <summary>Parameters of the layer.</summary>
    public readonly int Parameters => Units * PerUnit;
}

namespace SweepCluster.Training.Kernel.Layouts;

/// <summary>Lays batches out as a kernel reads them.</summary>
internal interface IBatchLayout<T> : IDisposable
    where T : unmanaged
{
    /// <summary>Lays out whole batches of the rows named by <paramref name="order"/>.</summary>
    unsafe void Write(ReadOnlySpan<int> order, int batchRows, T* destination);
}

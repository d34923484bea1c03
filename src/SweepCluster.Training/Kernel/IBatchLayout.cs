namespace SweepCluster.Training.Kernel;

/// <summary>Brings batches into the form and order in which a kernel reads them.</summary>
internal interface IBatchLayout<T> : IDisposable
    where T : unmanaged
{
    /// <summary>Lays out whole batches of the rows named by <paramref name="order"/>.</summary>
    unsafe void Write(ReadOnlySpan<int> order, int batchRows, T* destination);
}

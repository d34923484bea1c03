using System.Runtime.InteropServices;

namespace SweepCluster.Training.Kernel.Rows;

/// <summary>Zeroed numbers outside the managed heap, aligned for the widest vectors.</summary>
internal sealed unsafe class AlignedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int CacheLine = 64;

    public AlignedBuffer(long length)
    {
        Length = length;
        var bytes = (nuint)(Math.Max(1, length) * sizeof(T));
        Pointer = (T*)NativeMemory.AlignedAlloc(bytes, CacheLine);
        Clear();
    }

    ~AlignedBuffer() => Free();

    public T* Pointer { get; private set; }

    public long Length { get; }

    public void Clear() => NativeMemory.Clear(Pointer, (nuint)(Length * sizeof(T)));

    public void CopyTo(AlignedBuffer<T> other) =>
        NativeMemory.Copy(Pointer, other.Pointer, (nuint)(Length * sizeof(T)));

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}

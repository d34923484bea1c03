using System.Numerics;

namespace SweepCluster.Training.Kernel.Lanes;

/// <summary>A few numbers that the processor computes with at once, one for each trial of a lane block.</summary>
/// <remarks>
/// Every operation is IEEE 754 correctly rounded and works lane by lane; there is none across lanes. So a trial's
/// arithmetic gives the same bits for every implementation, in whichever lane it lies.
/// </remarks>
internal unsafe interface ILanes<TSelf, T> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>
    where TSelf : unmanaged, ILanes<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers side by side.</summary>
    static abstract int Count { get; }

    /// <summary>All lanes 0.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Broadcast(T value);

    /// <summary>Reads <see cref="Count"/> numbers from memory aligned to their total size.</summary>
    static abstract TSelf Load(T* source);

    /// <summary>Writes <see cref="Count"/> numbers to memory aligned to their total size.</summary>
    void Store(T* destination);

    /// <summary>Adds each number to a sum in double; memory aligned as for <see cref="Load"/>.</summary>
    void AddTo(double* sums);

    /// <summary>a·b + c, rounded once; in software if the processor has no such instruction.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>
    /// The same with one number from memory as b in every lane, which a processor may read and multiply at once.
    /// </summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, T* b, TSelf c);

    /// <summary>Square root, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Absolute value.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>
    /// a if a &gt; b, else b: a comparison and a choice, because processors differ in what their own maximum does to
    /// NaN.
    /// </summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>1 if positive, −1 if negative, 0 if zero or NaN.</summary>
    static abstract TSelf Sign(TSelf value);
}

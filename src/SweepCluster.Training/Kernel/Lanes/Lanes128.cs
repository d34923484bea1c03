using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SweepCluster.Training.Kernel.Lanes;

/// <summary>Lanes in one 128-bit vector.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct Lanes128<T>(Vector128<T> vector) : ILanes<Lanes128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector128<T> _vector = vector;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    public static Lanes128<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<T>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(double* sums)
    {
        if (typeof(T) == typeof(double))
        {
            (Vector128.Load(sums) + _vector.AsDouble()).Store(sums);
            return;
        }

        var (lower, upper) = Vector128.Widen(_vector.AsSingle());
        (Vector128.Load(sums) + lower).Store(sums);
        (Vector128.Load(sums + Vector128<double>.Count) + upper).Store(sums + Vector128<double>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator +(Lanes128<T> left, Lanes128<T> right) => new(left._vector + right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> left, Lanes128<T> right) => new(left._vector - right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator *(Lanes128<T> left, Lanes128<T> right) => new(left._vector * right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator /(Lanes128<T> left, Lanes128<T> right) => new(left._vector / right._vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> FusedMultiplyAdd(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) =>
        typeof(T) == typeof(float)
            ? new(Vector128.FusedMultiplyAdd(a._vector.AsSingle(), b._vector.AsSingle(), c._vector.AsSingle())
                .As<float, T>())
            : new(Vector128.FusedMultiplyAdd(a._vector.AsDouble(), b._vector.AsDouble(), c._vector.AsDouble())
                .As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> FusedMultiplyAdd(Lanes128<T> a, T* b, Lanes128<T> c) =>
        typeof(T) == typeof(float)
            ? new(Vector128.FusedMultiplyAdd(a._vector.AsSingle(), Vector128.Create(*(float*)b), c._vector.AsSingle())
                .As<float, T>())
            : new(Vector128.FusedMultiplyAdd(a._vector.AsDouble(), Vector128.Create(*(double*)b), c._vector.AsDouble())
                .As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Sqrt(Lanes128<T> value) => new(Vector128.Sqrt(value._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Abs(Lanes128<T> value) => new(Vector128.Abs(value._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Max(Lanes128<T> a, Lanes128<T> b) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a._vector, b._vector), a._vector, b._vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Sign(Lanes128<T> value)
    {
        var positive = Vector128.GreaterThan(value._vector, Vector128<T>.Zero) & Vector128<T>.One;
        var negative = Vector128.LessThan(value._vector, Vector128<T>.Zero) & Vector128<T>.One;
        return new(positive - negative);
    }
}

namespace SweepCluster.Training.LeastSquares;

/// <summary>A sum of products with twice the digits of a number.</summary>
/// <remarks>Ogita, Rump and Oishi, Accurate sum and dot product (2005), algorithm Dot2.</remarks>
internal readonly record struct LongSum(double High, double Low = 0)
{
    /// <summary>The sum, rounded once.</summary>
    public double Value => High + Low;

    /// <summary>The sum with x·y added.</summary>
    public LongSum Add(double x, double y)
    {
        var product = x * y;
        var ofProduct = Math.FusedMultiplyAdd(x, y, -product);
        var sum = High + product;
        var back = sum - High;
        var ofSum = High - (sum - back) + (product - back);
        return new(sum, Low + (ofProduct + ofSum));
    }
}

using System.Numerics;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.LeastSquares;

/// <summary>
/// The least-squares RMSE in fractions, without any rounding: numbers are whole multiples of powers of two.
/// </summary>
internal static class ExactLeastSquares
{
    /// <summary>The least RMSE that any weights, with or without a bias, have for the first target.</summary>
    public static double Rmse(DataSet data, bool hasBias)
    {
        var rows = Enumerable.Range(0, data.Rows).Select(i => Row(data, i, hasBias)).ToList();
        var size = rows[0].Length;
        var normal = new Fraction[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                normal[i, j] = rows.Aggregate(Fraction.Zero, (sum, row) => sum + row[i] * row[j]);
        for (var k = 0; k < size - 1; k++)
            Eliminate(normal, k, size);
        return normal[size - 1, size - 1].RootOver(data.Rows);
    }

    /// <summary>The RMSE of some weights and a bias.</summary>
    public static double Rmse(DataSet data, IReadOnlyList<double> parameters)
    {
        Fraction[] weights = [.. parameters.Select(Fraction.Of), Fraction.Of(-1)];
        return Enumerable.Range(0, data.Rows)
            .Select(i => Row(data, i, hasBias: true).Zip(weights, (x, w) => x * w).Aggregate((sum, term) => sum + term))
            .Aggregate(Fraction.Zero, (sum, residual) => sum + residual * residual).RootOver(data.Rows);
    }

    private static Fraction[] Row(DataSet data, int i, bool hasBias) =>
    [
        .. data.Features.Skip(i * data.FeatureCount).Take(data.FeatureCount).Select(Fraction.Of),
        .. hasBias ? [Fraction.Of(1)] : Array.Empty<Fraction>(),
        Fraction.Of(data.Targets[i * data.TargetCount]),
    ];

    // What is left in the last corner is the target's sum of squares less what the columns reach; a dependent one adds
    // none.
    private static void Eliminate(Fraction[,] normal, int k, int size)
    {
        if (normal[k, k].IsZero) return;
        for (var i = k + 1; i < size; i++)
        {
            var part = normal[i, k] / normal[k, k];
            for (var j = k; j < size; j++) normal[i, j] -= part * normal[k, j];
        }
    }

    private readonly record struct Fraction(BigInteger Upper, BigInteger Lower)
    {
        public static Fraction Zero => new(0, 1);

        public bool IsZero => Upper.IsZero;

        public static Fraction Of(double x)
        {
            if (x == 0) return Zero;
            var exponent = Math.ILogB(x) - 52;
            var digits = new BigInteger(Math.ScaleB(x, -exponent));
            return exponent > 0 ? new(digits << exponent, 1) : new(digits, BigInteger.One << -exponent);
        }

        public static Fraction operator +(Fraction a, Fraction b) =>
            Reduced(a.Upper * b.Lower + b.Upper * a.Lower, a.Lower * b.Lower);

        public static Fraction operator -(Fraction a, Fraction b) =>
            Reduced(a.Upper * b.Lower - b.Upper * a.Lower, a.Lower * b.Lower);

        public static Fraction operator *(Fraction a, Fraction b) => Reduced(a.Upper * b.Upper, a.Lower * b.Lower);

        public static Fraction operator /(Fraction a, Fraction b) => Reduced(
            a.Upper * b.Lower * b.Upper.Sign, a.Lower * BigInteger.Abs(b.Upper));

        /// <summary>√(this/n), rounded.</summary>
        public double RootOver(int n)
        {
            if (IsZero) return 0;
            // An even shift that leaves more than a number's digits.
            var shift = 2 * (int)((140 - (Upper.GetBitLength() - (Lower * n).GetBitLength())) / 2);
            var quotient = shift >= 0 ? (Upper << shift) / (Lower * n) : Upper / (Lower * n << -shift);
            var half = (int)(quotient.GetBitLength() / 2 - 40) * 2;
            return Math.ScaleB(Math.Sqrt((double)(quotient >> half)), (half - shift) / 2);
        }

        private static Fraction Reduced(BigInteger upper, BigInteger lower)
        {
            var common = BigInteger.GreatestCommonDivisor(upper, lower);
            return new(upper / common, lower / common);
        }
    }
}

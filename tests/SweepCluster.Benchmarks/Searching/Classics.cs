namespace SweepCluster.Benchmarks.Searching;

/// <summary>Functions that optimizers have long been tried on; minima moved off the centre and the diagonal.</summary>
internal static class Classics
{
    private static readonly double[] Heights = [1.0, 1.2, 3.0, 3.2];

    private static readonly double[][] Slopes =
    [
        [10, 3, 17, 3.5, 1.7, 8], [.05, 10, 17, .1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, .05, 10, .1, 14],
    ];

    private static readonly double[][] Places =
    [
        [.1312, .1696, .5569, .0124, .8283, .5886], [.2329, .4135, .8307, .3736, .1004, .9991],
        [.2348, .1451, .3522, .2883, .3047, .6650], [.4047, .8828, .8732, .5743, .1091, .0381],
    ];

    private static readonly double[] RosenbrockShift = [.31, -.42, .17, -.13];
    private static readonly double[] AckleyShift = [7.3, -5.1, 11.9, -9.7, 3.7];

    public static double Branin(Setting p)
    {
        var (x, y) = (p["x0"], p["x1"]);
        return Math.Pow(y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6, 2)
            + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x) + 10;
    }

    public static double Hartmann6(Setting p)
    {
        var x = p.Numbers();
        return -Heights.Select((height, i) => height * Math.Exp(
            -x.Select((value, j) => Slopes[i][j] * Math.Pow(value - Places[i][j], 2)).Sum())).Sum();
    }

    public static double Rosenbrock4(Setting p)
    {
        var z = p.Numbers().Zip(RosenbrockShift, (value, shift) => value - shift).ToArray();
        return Enumerable.Range(0, z.Length - 1)
            .Sum(i => 100 * Math.Pow(z[i + 1] - z[i] * z[i], 2) + Math.Pow(1 - z[i], 2));
    }

    public static double Ackley5(Setting p)
    {
        var z = p.Numbers().Zip(AckleyShift, (value, shift) => value - shift).ToArray();
        return -20 * Math.Exp(-.2 * Math.Sqrt(z.Sum(a => a * a) / z.Length))
            - Math.Exp(z.Sum(a => Math.Cos(2 * Math.PI * a)) / z.Length) + 20 + Math.E;
    }
}

namespace SweepCluster.Benchmarks.Searching;

/// <summary>Functions like training: a plateau at chance level, choices, parameters that depend on others.</summary>
internal static class Trainings
{
    // Best value, log10 of the best rate, best layers, best dropout.
    private static readonly Dictionary<(string, string), (double, double, double, double)> Mixed = new()
    {
        [("relu", "constant")] = (.16, -2.3, 3, .35),
        [("relu", "cosine")] = (.19, -1.9, 4, .30),
        [("relu", "step")] = (.22, -1.6, 2, .42),
        [("tanh", "constant")] = (.30, -1.1, 6, .10),
        [("tanh", "cosine")] = (.10, -.7, 6, .15),
        [("tanh", "step")] = (.18, -.9, 5, .12),
        [("sigmoid", "constant")] = (.55, -.4, 1, .05),
        [("sigmoid", "cosine")] = (.45, -.3, 2, .05),
        [("sigmoid", "step")] = (.50, -.5, 1, .05),
        [("elu", "constant")] = (.24, -2.9, 4, .25),
        [("elu", "cosine")] = (.26, -2.6, 5, .22),
        [("elu", "step")] = (.21, -2.7, 7, .20),
    };

    public static double Mixed5(Setting p)
    {
        var (best, rate, layers, dropout) = Mixed[(p.Word("activation"), p.Word("schedule"))];
        var (u, v, w) = (Math.Log10(p["lr"]) - rate, p["layers"] - layers, p["dropout"] - dropout);
        return Saturating(
            best,
            .9 * u * u + .05 * v * v + 4 * w * w + .06 * Math.Abs(u * v) + .06 * (1 - Math.Cos(7 * u)));
    }

    public static double Conditional(Setting p)
    {
        var decay = Math.Log10(p["l2"]);
        if (p.Word("optimizer") == "sgd")
        {
            var (rate, momentum) = (Math.Log10(p["lr"] / (1 - p["momentum"])) - Math.Log10(.35), p["momentum"] - .82);
            return Saturating(.20, .35 * rate * rate + 1.5 * momentum * momentum + .03 * Math.Pow(decay + 3.6, 2));
        }

        var (u, v) = (Math.Log10(p["lr"]) + 2.55, p["beta"] - .87);
        return Saturating(.10, 1.3 * u * u + 8 * v * v + 3 * u * v + .06 * Math.Pow(decay + 4.4, 2));
    }

    private static double Saturating(double best, double q) => best + (2.3 - best) * (1 - Math.Exp(-q));
}

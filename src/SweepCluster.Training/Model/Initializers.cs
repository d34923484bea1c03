using MathNet.Numerics.Random;
using SweepCluster.Training.Randomness;

namespace SweepCluster.Training.Model;

/// <summary>Draws the parameters that a layer starts from.</summary>
/// <remarks>
/// Parameters are laid unit by unit: w_0u … w_(D−1)u, then b_u if the layer has biases. The kernel is drawn row by
/// row (feature by feature, its units side by side), then the biases. The draw depends on the seed and the repeat only.
/// </remarks>
public static class Initializers
{
    private const double NormalDeviation = 0.05;

    /// <summary>Number of parameters of a layer.</summary>
    public static int ParameterCount(LayerSpec layer, int features)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Units * PerUnit(layer, features);
    }

    /// <summary>The initial parameters of one repeat.</summary>
    public static double[] Draw(LayerSpec layer, int features, long sweepSeed, int repeat)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var random = RandomStreams.For(sweepSeed, repeat, "initial-weights");
        var kernel = Values(layer.KernelInitializer, features * layer.Units, features + layer.Units, random);
        var parameters = new double[ParameterCount(layer, features)];
        var perUnit = PerUnit(layer, features);
        for (var index = 0; index < kernel.Length; index++)
            parameters[index % layer.Units * perUnit + index / layer.Units] = kernel[index];
        if (layer.UseBias)
        {
            var biases = Values(layer.BiasInitializer, layer.Units, 2 * layer.Units, random);
            for (var unit = 0; unit < layer.Units; unit++)
                parameters[unit * perUnit + features] = biases[unit];
        }

        return parameters;
    }

    private static int PerUnit(LayerSpec layer, int features) => features + (layer.UseBias ? 1 : 0);

    private static double[] Values(Initializer initializer, int count, int fans, RandomSource random) =>
        initializer switch
        {
            Initializer.GlorotUniform => Drawn(count, () => (2 * random.NextDouble() - 1) * Math.Sqrt(6.0 / fans)),
            Initializer.RandomNormal => Drawn(count, () => NormalDeviation * NormalDeviates.Next(random)),
            Initializer.Zeros => new double[count],
            Initializer.Ones => Drawn(count, () => 1),
            Initializer.Explicit given when given.Values.Length == count => [.. given.Values],
            Initializer.Explicit given => throw new ArgumentException(
                $"An initializer gives {given.Values.Length} numbers, but the layer has {count}.", nameof(initializer)),
            _ => throw new ArgumentOutOfRangeException(nameof(initializer), initializer, "No such initializer."),
        };

    private static double[] Drawn(int count, Func<double> draw)
    {
        var values = new double[count];
        for (var index = 0; index < count; index++)
            values[index] = draw();
        return values;
    }
}

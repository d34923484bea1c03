using System.Reflection;

namespace SweepCluster.Sweeps.Reading;

/// <summary>Texts that a program carries within itself.</summary>
public static class EmbeddedText
{
    /// <summary>The text of a name.</summary>
    /// <param name="assembly">The assembly that carries it.</param>
    /// <param name="name">Its name there.</param>
    public static string Of(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program does not carry {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

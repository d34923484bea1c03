using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SweepCluster.Cli.Arguments;

/// <summary>Arguments that several verbs take.</summary>
internal static class SharedArguments
{
    /// <summary>The sweep file.</summary>
    public static Argument<string> File() => new("FILE") { Description = "The sweep file." };

    /// <summary>Settings that override the file's.</summary>
    public static Option<string[]> Set() => Repeatable(
        "--set",
        "Overrides a setting of the file, e.g. --set training.epochs=3; may be given several times.",
        "KEY=VALUE");

    /// <summary>An option with a value that may be given several times, or not at all.</summary>
    public static Option<string[]> Repeatable(string name, string description, string value) => new(name)
    {
        Description = description,
        HelpName = value,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    /// <summary>The folder that results go to.</summary>
    public static Option<string?> Out(string description) =>
        new("--out") { Description = description, HelpName = "DIR" };

    /// <summary>The number of slots.</summary>
    public static Option<int> Workers() => Count(
        "--workers", "Packs trained at the same time.", "N", 1, 1024, Environment.ProcessorCount);

    /// <summary>The number of GPUs.</summary>
    public static Option<int?> Gpus() => new("--gpus")
    {
        Description = "GPUs that programs may use; as many as nvidia-smi lists by default.",
        HelpName = "N",
        CustomParser = result => (int?)Whole(result, "--gpus", 0, 1024),
    };

    /// <summary>An option that takes a whole number.</summary>
    public static Option<int> Count(
        string name, string description, string value, int least, int most, int fallback) => new(name)
        {
            Description = description,
            HelpName = value,
            DefaultValueFactory = _ => fallback,
            CustomParser = result => (int)(Whole(result, name, least, most) ?? fallback),
        };

    /// <summary>A whole number as it was given; null, and an error added, if it is wrong or out of range.</summary>
    public static long? Whole(ArgumentResult result, string name, long least, long most)
    {
        if (result.Tokens.Count == 0)
            return null;
        var text = result.Tokens[^1].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        var range = most < int.MaxValue ? $" from {least} to {most}"
            : least == long.MinValue ? ""
            : $" of at least {least}";
        result.AddError($"{name}: found '{text}': give a whole number{range}.");
        return null;
    }
}

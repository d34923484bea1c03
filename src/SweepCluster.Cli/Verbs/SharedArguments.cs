using System.CommandLine;

namespace SweepCluster.Cli.Verbs;

/// <summary>Arguments that several verbs take.</summary>
internal static class SharedArguments
{
    /// <summary>The sweep file.</summary>
    public static Argument<string> File() => new("FILE") { Description = "The sweep file." };

    /// <summary>Settings that override the file's.</summary>
    public static Option<string[]> Set() => Repeatable(
        "--set", "Overrides a setting of the file, e.g. --set training.epochs=3; may be given several times.", "KEY=VALUE");

    /// <summary>An option with a value that may be given several times, or not at all.</summary>
    public static Option<string[]> Repeatable(string name, string description, string value) => new(name)
    {
        Description = description,
        HelpName = value,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    /// <summary>The number of slots.</summary>
    public static Option<int> Workers()
    {
        var option = new Option<int>("--workers")
        {
            Description = "Packs trained at the same time.",
            HelpName = "N",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var workers) && workers is < 1 or > 1024)
                result.AddError($"--workers {workers} is out of range; give a number from 1 to 1024.");
        });
        return option;
    }
}

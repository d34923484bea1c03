using System.CommandLine;
using System.CommandLine.Parsing;
using SweepCluster.Problems;

namespace SweepCluster.Cli.Arguments;

/// <summary>Says what is wrong with a command line, in one line if possible.</summary>
internal static class CommandLine
{
    /// <summary>Makes every option and argument refuse an empty text.</summary>
    public static void RefuseEmpty(Command command)
    {
        foreach (var option in command.Options)
            option.Validators.Add(result => RefuseEmpty(result, result.Tokens, option.Name));
        foreach (var argument in command.Arguments)
            argument.Validators.Add(result => RefuseEmpty(result, result.Tokens, argument.Name));
        foreach (var verb in command.Subcommands)
            RefuseEmpty(verb);
    }

    /// <summary>Lines for the user; none if it is right.</summary>
    public static IEnumerable<string> Problems(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
            return [];
        var command = parsed.CommandResult.Command;
        var isVerb = parsed.CommandResult.Parent is CommandResult;
        var help = isVerb ? $"'sweep {command.Name} --help'" : "'sweep --help'";
        if (parsed.UnmatchedTokens is [var unknown, ..])
            return [isVerb ? NotTaken(command, unknown, help) : NoVerb(command, unknown, help)];
        return isVerb
            ? [.. parsed.Errors.Select(error => error.Message).Distinct(), $"{help} tells more."]
            : [$"name a verb, such as 'sweep run FILE'; {help} lists them."];
    }

    private static void RefuseEmpty(SymbolResult result, IEnumerable<Token> tokens, string name)
    {
        if (tokens.Any(token => token.Value.Length == 0))
            result.AddError($"{name} is empty: give it a value.");
    }

    private static string NoVerb(Command root, string unknown, string help)
    {
        if (unknown.StartsWith('-'))
            return NotTaken(root, unknown, help);
        var nearest = Nearest(unknown, root.Subcommands.Select(verb => verb.Name));
        return $"there is no verb '{unknown}'{nearest}. {help} lists them all.";
    }

    private static string NotTaken(Command command, string unknown, string help)
    {
        var what = unknown.StartsWith('-') ? $"there is no option '{unknown}'" : $"'{unknown}' is one too many";
        return $"{what}{Nearest(unknown, command.Options.Select(option => option.Name))}. {help} tells what it takes.";
    }

    private static string Nearest(string unknown, IEnumerable<string> known) =>
        NearestName.Of(unknown, known) is { } nearest ? $"; the nearest is '{nearest}'" : "";
}

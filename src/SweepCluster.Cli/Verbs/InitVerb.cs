using System.CommandLine;
using SweepCluster.Cli.Beginning;
using SweepCluster.Cli.Hosting;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep init</c>: files to begin with.</summary>
internal static class InitVerb
{
    /// <summary>The verb with its arguments.</summary>
    public static Command Create()
    {
        var kind = new Argument<string>("KIND")
        {
            Description = "What runs the trials: program, once per trial; serve, one that runs many.",
        };
        kind.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { Length: > 0 } word }] && !FirstFiles.Kinds.ContainsKey(word))
                result.AddError($"KIND: found '{word}': give {string.Join(" or ", FirstFiles.Kinds.Keys)}.");
        });
        var folder = new Argument<string>("DIR")
        {
            Description = "Where the files go; this folder by default.",
            DefaultValueFactory = _ => ".",
        };
        var command = new Command(
            "init",
            "Writes a sweep file with comments to begin with, and what it needs to run as it is.\n\n"
            + "Example: sweep init program forest")
        {
            kind, folder,
        };
        command.SetAction((parsed, _) => VerbGuard.RunAsync(() =>
        {
            var written = FirstFiles.Write(parsed.GetRequiredValue(kind), parsed.GetRequiredValue(folder));
            foreach (var path in written)
                Console.WriteLine(path);
            Console.WriteLine($"Next: sweep run {written[0]}");
            return Task.FromResult(ExitCode.Success);
        }));
        return command;
    }
}

using System.CommandLine;
using SweepCluster.Cli.Folders;
using SweepCluster.Cli.Hosting;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep report</c>: writes a finished sweep's report again.</summary>
internal static class ReportVerb
{
    /// <summary>The verb with its argument.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of a finished sweep." };
        var command = new Command(
            "report",
            "Writes report.html again from the CSV files of a finished sweep: "
            + "one page that opens anywhere, with no network.\n\n"
            + "Example: sweep report runs/keras-decay")
        {
            folder,
        };
        command.SetAction((parsed, _) => VerbGuard.RunAsync(() =>
        {
            Console.WriteLine(Report.Write(parsed.GetRequiredValue(folder)));
            return Task.FromResult(ExitCode.Success);
        }));
        return command;
    }
}

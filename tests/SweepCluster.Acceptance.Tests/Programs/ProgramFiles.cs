using SweepCluster.Programs.Tests.Processes;

namespace SweepCluster.Acceptance.Tests.Programs;

/// <summary>A sweep file of a bash script, and the processes that it makes.</summary>
internal sealed class ProgramFiles
{
    private readonly TemporaryFolder _folder;

    /// <summary>Writes the two into a test's folder.</summary>
    /// <param name="folder">The test's folder.</param>
    /// <param name="script">The script; it gets the parameters as arguments.</param>
    /// <param name="space">The search space's lines.</param>
    /// <param name="program">Further lines of the block <c>program</c>.</param>
    /// <param name="arguments">The script's arguments.</param>
    public ProgramFiles(
        TemporaryFolder folder, string script, string space, string program = "", string arguments = ", \"{args}\"")
    {
        _folder = folder;
        folder.Write("script.sh", script);
        Sweep = folder.Write("program.hocon",
            $$"""
            sweep {
              name = program
              objective { metric = cost, direction = minimize }
              program {
                run = [bash, script.sh{{arguments}}]
                files = [script.sh]
                environment { {{Marked.Variable.Replace("=", " = ", StringComparison.Ordinal)}} }
                {{program}}
              }
              search-space { {{space}} }
            }
            """);
    }

    /// <summary>One script for all trials, of one parameter x.</summary>
    /// <param name="folder">The test's folder.</param>
    /// <param name="body">What it does for a trial; <c>say</c> says something of it, and $x is the parameter.</param>
    /// <param name="space">The search space's lines.</param>
    /// <param name="program">Further lines of the block <c>program</c>.</param>
    public static ProgramFiles OfMany(TemporaryFolder folder, string body, string space, string program = "") => new(
        folder,
        $$"""
        while read -r line; do
          trial=${line#*\"trial\":}; trial=${trial%%[,\}]*}; x=${line#*\"x\":}; x=${x%%[,\}]*}
          say() { echo "{\"trial\": $trial, $1}"; }
          {{body}}
        done
        """,
        space,
        $"serve = on\n    grace = 0s\n    {program}",
        arguments: "");

    /// <summary>The sweep file.</summary>
    public string Sweep { get; }

    /// <summary>What all its processes have in their environment.</summary>
    public Marked Marked { get; } = new();

    /// <summary>Starts it here.</summary>
    public SweepProcess Start(string folder, params string[] options) =>
        SweepProcess.Start(["run", Sweep, "--out", _folder.In(folder), "--quiet", .. options]);

    /// <summary>Runs it here, to its end.</summary>
    public async Task<SweepProcess.Ended> Run(string folder, params string[] options)
    {
        using var run = Start(folder, options);
        return await run.End();
    }
}

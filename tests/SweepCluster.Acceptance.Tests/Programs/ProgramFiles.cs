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
    public ProgramFiles(TemporaryFolder folder, string script, string space, string program = "")
    {
        _folder = folder;
        folder.Write("script.sh", script);
        Sweep = folder.Write("program.hocon",
            $$"""
            sweep {
              name = program
              objective { metric = cost, direction = minimize }
              program {
                run = [bash, script.sh, "{args}"]
                files = [script.sh]
                environment { {{Marked.Variable.Replace("=", " = ", StringComparison.Ordinal)}} }
                {{program}}
              }
              search-space { {{space}} }
            }
            """);
    }

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

using System.Text.RegularExpressions;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Installing;

/// <summary>The systemd units are valid, restrict the process well, and start the command as they should.</summary>
public sealed partial class SystemdTests : TemporaryFolder
{
    // Of 100, the exposure of a service without any protection; below 20 systemd rates a service as OK or better.
    private const string MostExposure = "20";

    [Theory]
    [InlineData("coordinator")]
    [InlineData("worker")]
    public async Task Systemd_finds_nothing_wrong(string node)
    {
        var ended = await Outside.Run("systemd-analyze", "verify", "--man=no", UnitFile.Of(node).WriteTo(Folder));

        Assert.Equal((0, "", ""), (ended.ExitCode, ended.Output, ended.Error));
    }

    [Theory]
    [InlineData("coordinator")]
    [InlineData("worker")]
    public Task Systemd_finds_little_exposure(string node) => Outside.Succeed(
        "systemd-analyze", "security", "--offline=true", $"--threshold={MostExposure}", "--no-pager",
        UnitFile.Of(node).WriteTo(Folder));

    [Fact]
    public async Task Their_commands_and_variables_start_a_cluster_in_the_folders_that_they_name()
    {
        var (coordinatorUnit, workerUnit) = (UnitFile.Of("coordinator"), UnitFile.Of("worker"));
        using var coordinator = NodeProcess.Start(
            [.. coordinatorUnit.Environment(Folder), ("SWEEP_PORT", "0")], coordinatorUnit.Arguments);
        var address = await coordinator.Up();
        using var worker = NodeProcess.Start(
            [.. workerUnit.Environment(Folder), ("SWEEP_JOIN", address)], workerUnit.Arguments);
        await worker.Up();

        Assert.True(File.Exists(In("sweep-coordinator", "journal.db")));
        Assert.True(Directory.Exists(In("sweep-worker")));
    }

    // A node ignores a variable that is no key.
    [Theory]
    [InlineData("coordinator")]
    [InlineData("worker")]
    public void Every_variable_in_their_environment_files_is_a_key(string node)
    {
        var defaults = File.ReadAllText(Path.Combine(Repository.Root, "hocon", $"{node}.hocon"));
        var keys = ConfigurationFactory.ParseString(defaults).Root.GetObject().GetKey("node");
        var known = Variables(keys, "SWEEP").ToHashSet();
        var shown = Variable().Matches(File.ReadAllText(UnitFile.PathOf($"{node}.env")))
            .Select(found => found.Groups[1].Value)
            .ToList();

        Assert.NotEmpty(shown);
        Assert.All(shown, variable => Assert.Contains(variable, known));
    }

    private static IEnumerable<string> Variables(HoconValue value, string prefix) => value.IsObject()
        ? value.GetObject().Items.SelectMany(item =>
            Variables(item.Value, $"{prefix}_{item.Key.Replace('-', '_').ToUpperInvariant()}"))
        : [prefix];

    [GeneratedRegex("^#?(SWEEP_[A-Z_]+)=", RegexOptions.Multiline)]
    private static partial Regex Variable();
}

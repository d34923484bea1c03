using System.Text.RegularExpressions;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using SweepCluster.Acceptance.Tests.Clusters;

namespace SweepCluster.Acceptance.Tests.Installing;

/// <summary>The systemd units are sound, leave the process little that it may do, and start the command as they mean to.</summary>
public sealed partial class SystemdTests : TemporaryFolder
{
    // Of 100, which is a service without any protection; systemd itself calls less than 20 a service to be content with.
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
    public Task Little_is_left_to_harm(string node) => Outside.Succeed(
        "systemd-analyze", "security", "--offline=true", $"--threshold={MostExposure}", "--no-pager", UnitFile.Of(node).WriteTo(Folder));

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

    // A variable that stands for no key would be passed over in silence.
    [Theory]
    [InlineData("coordinator")]
    [InlineData("worker")]
    public void Every_variable_that_they_show_is_one(string node)
    {
        var known = Variables(ConfigurationFactory.ParseString(
            File.ReadAllText(Path.Combine(Repository.Root, "hocon", $"{node}.hocon"))).Root.GetObject().GetKey("node"), "SWEEP").ToHashSet();
        var shown = Variable().Matches(File.ReadAllText(UnitFile.PathOf($"{node}.env"))).Select(found => found.Groups[1].Value).ToList();

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

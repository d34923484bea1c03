using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Observing;

/// <summary>Reads what a node with --metrics serves.</summary>
internal sealed partial class ObservedNode(HttpClient http, string address)
{
    /// <summary>Waits until a node says at which address it serves.</summary>
    public static async Task<ObservedNode> Of(NodeProcess node, HttpClient http)
    {
        var address = await node.Says("serves /metrics, /healthz and /readyz at ");
        return new ObservedNode(http, address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
    }

    /// <summary>The address at which it serves.</summary>
    public string Address => address;

    /// <summary>The text that Prometheus gets.</summary>
    public Task<string> Metrics() => http.GetStringAsync($"{address}/metrics", TestContext.Current.CancellationToken);

    /// <summary>The sum of a metric's samples whose labels contain a text; null if there is none.</summary>
    public async Task<double?> Value(string name, string label = "")
    {
        var found = Sample().Matches(await Metrics())
            .Where(sample => sample.Groups["name"].Value == name)
            .Where(sample => sample.Groups["labels"].Value.Contains(label, StringComparison.Ordinal))
            .Select(sample => sample.Groups["value"].Value)
            .Select(value => double.Parse(value, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        return found.Count == 0 ? null : found.Sum();
    }

    /// <summary>Waits until a metric meets a condition.</summary>
    public async Task Until(string name, string label, Func<double?, bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!condition(await Value(name, label)))
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The answer at a path.</summary>
    public async Task<(HttpStatusCode Status, string Text)> Get(string path)
    {
        using var response = await http.GetAsync($"{address}{path}", TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, text.Trim());
    }

    /// <summary>Waits until a path answers with a status.</summary>
    public async Task UntilAnswers(string path, HttpStatusCode status)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while ((await Get(path)).Status != status)
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The names of all samples.</summary>
    public async Task<HashSet<string>> Names() =>
        [.. Sample().Matches(await Metrics()).Select(sample => sample.Groups["name"].Value)];

    /// <summary>Runs promtool on a file or on its standard input.</summary>
    public static async Task<(int ExitCode, string Said)> Promtool(string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo("promtool", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var promtool = Process.Start(start)!;
        var said = Task.WhenAll(promtool.StandardOutput.ReadToEndAsync(), promtool.StandardError.ReadToEndAsync());
        await promtool.StandardInput.WriteAsync(input);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (promtool.ExitCode, string.Concat(await said));
    }

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>[^}]*)\})? (?<value>\S+)", RegexOptions.Multiline)]
    private static partial Regex Sample();
}

using System.Globalization;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Spec;

namespace SweepCluster.Programs.Tests.Commands;

public sealed class TrialEnvironmentTests
{
    private static readonly Dictionary<string, string> Worker = new(StringComparer.Ordinal)
    {
        ["PATH"] = "/bin",
        ["HOME"] = "/home/me",
        ["EMPTY"] = "",
        ["API_KEY"] = "hidden",
        ["DATABASE_PASSWORD"] = "hidden too",
        ["SWEEP_SEED"] = "99",
        ["OMP_NUM_THREADS"] = "64",
    };

    [Fact]
    public void A_program_sees_nothing_of_its_worker_that_the_sweep_file_does_not_name()
    {
        var asked = new List<string>();
        var environment = TrialEnvironment.Of(
            Example.Program with { Inherit = ["PATH"], Secret = ["API_KEY"] }, Example.Values(), 1, name =>
            {
                asked.Add(name);
                return Worker.GetValueOrDefault(name);
            });

        Assert.Equal(["PATH", "API_KEY"], asked);
        Assert.DoesNotContain("HOME", environment.Variables.Keys);
        Assert.DoesNotContain("hidden too", environment.Variables.Values);
        Assert.Equal("123", environment.Variables["SWEEP_SEED"]);
    }

    [Fact]
    public void A_variable_that_the_worker_lacks_is_left_out_and_an_empty_one_is_not()
    {
        var environment = Of(Example.Program with { Inherit = ["EMPTY", "LANG"] });

        Assert.Equal("", environment.Variables["EMPTY"]);
        Assert.DoesNotContain("LANG", environment.Variables.Keys);
    }

    [Fact]
    public void A_secret_is_given_and_marked()
    {
        var environment = Of(Example.Program with { Secret = ["API_KEY", "MISSING"] });

        Assert.Equal("hidden", environment.Variables["API_KEY"]);
        Assert.Contains("API_KEY", environment.Secrets);
        Assert.DoesNotContain("MISSING", environment.Variables.Keys);
    }

    [Fact]
    public void It_is_told_its_trial_and_its_parameters()
    {
        var environment = Of(
            Example.Program,
            Example.Values(Example.Number("learning-rate", 0.01), Example.Word("a.b", "x y")));

        Assert.Equal(
            [
                ("SWEEP_ATTEMPT", "3"),
                ("SWEEP_METRICS_FILE", "/jobs/trials/7/metrics.jsonl"),
                ("SWEEP_PARAMETERS_FILE", "/jobs/trials/7/parameters.json"),
                ("SWEEP_PARAM_A_B", "x y"),
                ("SWEEP_PARAM_LEARNING_RATE", "0.01"),
                ("SWEEP_REPEAT", "2"),
                ("SWEEP_SEED", "123"),
                ("SWEEP_TRIAL", "7"),
                ("SWEEP_TRIAL_DIR", "/jobs/trials/7"),
            ],
            environment.Variables
                .Where(variable => variable.Key.StartsWith("SWEEP_", StringComparison.Ordinal))
                .Select(variable => (variable.Key, variable.Value)));
        Assert.Equal("1", environment.Variables["PYTHONUNBUFFERED"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1_000_000)]
    [InlineData(0)]
    public void Slots_share_the_cores(int slots)
    {
        var threads = Of(Example.Program, slots: slots).Variables["OMP_NUM_THREADS"];

        var expected = Math.Max(1, Environment.ProcessorCount / Math.Max(1, slots));
        Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), threads);
    }

    [Fact]
    public void A_limit_of_threads_that_is_inherited_stays() =>
        Assert.Equal("64", Of(Example.Program with { Inherit = ["OMP_NUM_THREADS"] }).Variables["OMP_NUM_THREADS"]);

    [Fact]
    public void What_the_sweep_file_sets_goes_before_all_else()
    {
        var set = Example.Program.Environment
            .Add("OMP_NUM_THREADS", "5").Add("PATH", "/jobs/bin").Add("SWEEP_SEED", "1").Add("PYTHONUNBUFFERED", "");

        var variables = Of(Example.Program with { Environment = set }).Variables;

        Assert.All(set, each => Assert.Equal(each.Value, variables[each.Key]));
    }

    private static TrialEnvironment Of(ProgramSpec program, TrialValues? values = null, int slots = 1) =>
        TrialEnvironment.Of(program, values ?? Example.Values(), slots, Worker.GetValueOrDefault);
}

using System.Collections.Immutable;
using SweepCluster.Problems;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Tests.Reading;

public sealed class TakenResourcesTests
{
    [Fact]
    public void What_a_trial_takes_is_read_and_written()
    {
        var spec = Read("resources { slots = 2, gpus = 3, memory = 1GiB }");

        Assert.Equal(new TrialResources(2, 3), spec.Objective.Resources);
        var written = SweepFileReader.Parse(SweepFileWriter.Text(spec, "/"), "written", []);
        Assert.Equal(spec.Objective, written.Objective);
    }

    [Fact]
    public void A_sweep_file_without_them_is_written_as_before()
    {
        var text = SweepFileWriter.Text(Read(""), "/");

        Assert.DoesNotContain("slots", text, StringComparison.Ordinal);
        Assert.DoesNotContain("gpus", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resources { slots = 0 }", "slots")]
    [InlineData("resources { gpus = -1 }", "gpus")]
    [InlineData("resources { gpu = 1 }", "gpus")]
    public void Wrong_ones_are_refused(string resources, string named) => Assert.Contains(
        named, Assert.Throws<InvalidInputException>(() => Read(resources)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_placeholder_of_GPUs_needs_GPUs()
    {
        var refused = Assert.Throws<InvalidInputException>(() => Read("", "\"{gpus}\""));

        Assert.Contains("write resources { gpus = 1 }", refused.Message, StringComparison.Ordinal);
        Read("resources { gpus = 1 }", "\"{gpus}\"");
    }

    [Fact]
    public void A_trial_sees_its_own_GPUs_and_one_without_sees_no_word_of_them()
    {
        var program = Example.Program with { TakenResources = new(1, 2) };
        var values = Example.Values() with { Gpus = ["1", "3"] };

        Assert.Equal("1,3", Of(program, values)["CUDA_VISIBLE_DEVICES"]);
        Assert.Equal("1,3", values.Of(Placeholders.Gpus));
        Assert.DoesNotContain("CUDA_VISIBLE_DEVICES", Of(Example.Program, Example.Values()).Keys);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Threads_are_those_of_all_the_slots_that_a_trial_takes(int taken)
    {
        var program = Example.Program with { TakenResources = new(taken, 0) };
        var expected = Math.Max(1, Environment.ProcessorCount * taken / 4);

        Assert.Equal($"{expected}", TrialEnvironment.Of(program, Example.Values(), 4, _ => null)
            .Variables["OMP_NUM_THREADS"]);
    }

    private static ImmutableSortedDictionary<string, string> Of(ProgramSpec program, TrialValues values) =>
        TrialEnvironment.Of(program, values, 1, _ => null).Variables;

    private static Sweeps.Spec.SweepSpec Read(string lines, string argument = "\"{args}\"") => SweepFileReader.Parse(
        $$"""
        sweep {
          objective { metric = v, direction = minimize }
          program {
            run = [true, {{argument}}]
            {{lines}}
          }
          search-space { x = [1] }
        }
        """, "sweep", []);
}

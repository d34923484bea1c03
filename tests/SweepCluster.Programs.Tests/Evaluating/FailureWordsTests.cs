using SweepCluster.Programs.Evaluating;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Saying;
using SweepCluster.Programs.Spec;

namespace SweepCluster.Programs.Tests.Evaluating;

public sealed class FailureWordsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_error_is_told_with_the_last_lines_of_standard_error()
    {
        Print("Traceback\n  File \"train.py\"\nValueError: no\n", "log\n");

        Assert.Equal(
            "exit status 1; it printed last: Traceback |   File \"train.py\" | ValueError: no",
            FailureWords.Of(Example.Program, new ExitStatus(1, 0), Errors, Output));
    }

    [Fact]
    public void With_nothing_on_standard_error_the_last_lines_of_output_are_told()
    {
        Print(" \n", "one\ntwo\n");

        Assert.Equal(
            "ended by SIGKILL: somebody killed it, or the system was out of memory; it printed last: one | two",
            FailureWords.Of(Example.Program, new ExitStatus(null, 9), Errors, Output));
    }

    [Fact]
    public void A_program_that_printed_nothing_is_told_as_such()
    {
        Assert.Equal(
            "exit status 3; it printed nothing",
            FailureWords.Of(Example.Program, new ExitStatus(3, 0), Errors, Output));
    }

    [Fact]
    public void A_limit_of_memory_is_told_with_the_error_that_it_may_have_caused() => Assert.Equal(
        "exit status 1 (memory is limited to 2GiB); it printed nothing",
        FailureWords.Of(Example.Program with { Memory = 2L << 30 }, new ExitStatus(1, 0), Errors, Output));

    [Fact]
    public void A_program_that_was_stopped_is_told_with_its_limit()
    {
        var program = Example.Program with { Timeout = TimeSpan.FromHours(2), Silence = TimeSpan.FromSeconds(90) };

        Assert.Equal(
            "it took longer than timeout = 2h and was stopped; it printed nothing",
            FailureWords.TimedOut(program, Errors, Output));
        Assert.Equal(
            "it said nothing for silence = 90s and was stopped; it printed nothing",
            FailureWords.Silent(program, Errors, Output));
    }

    [Fact]
    public void What_a_program_said_instead_of_the_metric_is_told()
    {
        Print("", "{\"val_eror\": 1}\n");

        Assert.Equal(
            "it ended well but never printed a line like {\"val_error\": 0.1}; it did print val_eror; "
                + "it printed last: {\"val_eror\": 1}",
            NothingSaid(Example.Program, """{"val_eror": 1}"""));
    }

    [Fact]
    public void Of_many_names_some_are_told() => Assert.EndsWith(
        "; it did print a, b, c, d, e; it printed nothing",
        NothingSaid(Example.Program, """{"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "g": 1}"""),
        StringComparison.Ordinal);

    [Fact]
    public void With_a_pattern_there_was_no_line_that_it_matches() => Assert.Equal(
        "it ended well but never printed a line that the pattern matches; it printed nothing",
        NothingSaid(Example.Program with { Pattern = "(?<val_error>x)" }));

    [Theory]
    [InlineData("x")]
    [InlineData("🌡")]
    [InlineData("ab🌡")]
    public void However_much_was_printed_the_words_are_one_plain_short_line(string printed)
    {
        var line = string.Concat(Enumerable.Repeat(printed, 150));
        Print(string.Concat(Enumerable.Range(0, 30).Select(i => $"{i % 10} {line}\n")), "");

        var words = FailureWords.Of(Example.Program, new ExitStatus(1, 0), Errors, Output);

        HostileTexts.AssertPlain(words);
        Assert.InRange(words.Length, 600, 700);
    }

    private string Errors => _folder.In("stderr.log");

    private string Output => _folder.In("stdout.log");

    private string NothingSaid(ProgramSpec program, params string[] lines)
    {
        var said = new Said(program);
        foreach (var line in lines)
            said.Take(line.Bytes());
        return FailureWords.NothingSaid(program, said, Errors, Output);
    }

    private void Print(string errors, string output)
    {
        _folder.Write("stderr.log", errors);
        _folder.Write("stdout.log", output);
    }
}

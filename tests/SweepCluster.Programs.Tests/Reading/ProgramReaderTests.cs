using SweepCluster.Problems;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Programs.Tests.Reading;

public sealed class ProgramReaderTests
{
    // Line 1 opens the sweep, line 2 is the case's text in the block of the program.
    public static TheoryData<string, string> InTheProgramBlock => new()
    {
        { "", "2: sweep.program.run: missing: write run = [python3, train.py, \"{args}\"]" },
        { "run = []", "2: sweep.program.run: names no program: write run = [python3, train.py, \"{args}\"]" },
        { "run = [\"\", a]", "2: sweep.program.run: names no program: write run = [python3, train.py, \"{args}\"]" },
        { "run = [\"{args}\"]", "2: sweep.program.run: names no program: write run = [python3, train.py, \"{args}\"]" },
        { "run = train.py", "2: sweep.program.run: found train.py: write a list, such as [a, b]" },
        { "run = [a, [b]]", "2: sweep.program.run: found a list: write a text" },
        { "run = [a, \"b\\u0000\"]", "2: sweep.program.run: found \"b\\u0000\": write a text" },
        {
            "run = [a, \"--lr={learning-rate}\"]",
            "2: sweep.program.run: \"--lr={learning-rate}\": {learning-rate} is no placeholder: "
                + "the nearest is {args}; write {{ for a brace"
        },
        {
            "run = [a, \"{sed}\"]",
            "2: sweep.program.run: \"{sed}\": {sed} is no placeholder: the nearest is {seed}; write {{ for a brace"
        },
        {
            "run = [a, \"--state={checkpoint-dir}\"], checkpoints = off",
            "2: sweep.program.run: \"--state={checkpoint-dir}\": {checkpoint-dir} is there only with "
                + "checkpoints = on: add that to program"
        },
        { "run = [a], checkpoints = maybe", "2: sweep.program.checkpoints: found maybe: write on or off" },
        {
            "run = [a, \"x{args}\"]",
            "2: sweep.program.run: \"x{args}\": {args} becomes one argument for each parameter: "
                + "write it alone, as \"{args}\""
        },
        {
            "run = [a, \"{lr\"]",
            "2: sweep.program.run: \"{lr\": a '{' without its '}': write {{ for a brace"
        },
        {
            "run = [a, \"lr}\"]",
            "2: sweep.program.run: \"lr}\": a '}' without its '{': write }} for a brace"
        },
        {
            "run = [a, \"x-{lr}\"], serve = on",
            "2: sweep.program.run: {lr} differs from trial to trial, and with serve = on one process runs many: "
                + "leave it out, and read the trials from standard input"
        },
        {
            "run = [a], serve = on, flag = [lr]",
            "2: sweep.program.flag: with serve = on, the program reads and writes lines of JSON, which need no flag: "
                + "leave it out"
        },
        {
            "run = [a], serve = on, pattern = \"(?<loss>.*)\"",
            "2: sweep.program.pattern: with serve = on, the program reads and writes lines of JSON, "
                + "which need no pattern: leave it out"
        },
        { "run = [a], serve = perhaps", "2: sweep.program.serve: found perhaps: write on or off" },
        { "run = [a], rum = [b]", "2: sweep.program.rum: no such key: the nearest is run" },
        {
            "run = [a], memory = 1GiB",
            "2: sweep.program.memory: no such key here: write it as sweep.program.resources.memory"
        },
        { "run = [a], flag = verbose", "2: sweep.program.flag: found verbose: write a list, such as [a, b]" },
        { "run = [a], flag = [verbose]", "2: sweep.program.flag: verbose is no axis of the search space" },
        { "run = [a], flag = [lr]", "4: sweep.search-space.lr: it is a flag: write [on, off]" },
        { "run = [a], files = train.py", "2: sweep.program.files: found train.py: write a list, such as [a, b]" },
        {
            "run = [a], files = [\"\"]",
            "2: sweep.program.files: found \"\": write a file's name or a pattern such as \"lib/**\", "
                + "relative to the folder"
        },
        { "run = [a], folder = [a]", "2: sweep.program.folder: found a list: write a folder's path, in quotes" },
        {
            "run = [a], environment { \"A-B\" = 1 }",
            "2: sweep.program.environment.A-B: write the name of an environment variable"
        },
        {
            "run = [a], environment { 1A = 1 }",
            "2: sweep.program.environment.1A: write the name of an environment variable"
        },
        { "run = [a], environment { A = [1] }", "2: sweep.program.environment.A: found a list: write a text" },
        { "run = [a], environment.A.B = 1", "2: sweep.program.environment.A: found a block: write a text" },
        { "run = [a], environment = x", "2: sweep.program.environment: found x: write a block, environment { ... }" },
        {
            "run = [a], inherit = [\"A=B\"]",
            "2: sweep.program.inherit: found \"A=B\": write the name of an environment variable"
        },
        {
            "run = [a], secret = [\"\"]",
            "2: sweep.program.secret: found \"\": write the name of an environment variable"
        },
        {
            "run = [a], timeout = 5",
            "2: sweep.program.timeout: found 5: write a duration of at least 0s, such as 500ms, 90s, 5m, 1h or 2d"
        },
        {
            "run = [a], silence = -1s",
            "2: sweep.program.silence: found -1s: write a duration of at least 0s, such as 500ms, 90s, 5m, 1h or 2d"
        },
        {
            "run = [a], grace = soon",
            "2: sweep.program.grace: found soon: write a duration of at least 0s, such as 500ms, 90s, 5m, 1h or 2d"
        },
        { "run = [a], attempts = 0", "2: sweep.program.attempts: found 0: write a whole number of at least 1" },
        { "run = [a], result = frist", "2: sweep.program.result: found frist: write last or best (nearest: last)" },
        {
            "run = [a], resources { memory = 4 }",
            "2: sweep.program.resources.memory: found 4: write a size, such as 512MiB or 4GiB"
        },
        { "run = [a], resources { gpu = 1 }", "2: sweep.program.resources.gpu: no such key: the nearest is gpus" },
        { "run = [a], resources = 1", "2: sweep.program.resources: found 1: write a block, resources { ... }" },
        {
            "run = [a], pattern = \"loss=(?<loss>x)\"",
            "2: sweep.program.pattern: it has no group (?<val_error>...) for the metric"
        },
        { "run = [a], pattern = \"\"", "2: sweep.program.pattern: it has no group (?<val_error>...) for the metric" },
        {
            "run = [a], pattern = \"(?<val_error>x\"",
            "2: sweep.program.pattern: no regular expression: "
                + "Invalid pattern '(?<val_error>x' at offset 14. Not enough )'s."
        },
        { "run = [a], pattern = [a]", "2: sweep.program.pattern: found a list: write a text" },
    };

    public static TheoryData<string, string> InTheSweepBlock => new()
    {
        {
            "name = a",
            "1: sweep.objective: missing: write objective { metric = val_error, direction = minimize }"
        },
        {
            "objective = val_error",
            "3: sweep.objective: whether val_error is better low or high is not known: "
                + "write objective { metric = val_error, direction = minimize }"
        },
        {
            "objective = \"val error\"",
            "3: sweep.objective: whether val error is better low or high is not known: "
                + "write objective { metric = \"val error\", direction = minimize }"
        },
        { "objective { direction = minimize }", "3: sweep.objective.metric: missing: write metric = val_error" },
        { "objective { metric = a }", "3: sweep.objective.direction: missing: write direction = minimize" },
        {
            "objective { metric = a, direction = up }",
            "3: sweep.objective.direction: found up: write minimize or maximize (nearest: minimize)"
        },
        {
            "objective { metric = [a], direction = minimize }",
            "3: sweep.objective.metric: found a list: write the metric's name"
        },
        {
            "objective { metric = a, direction = minimize, aim = 1 }",
            "3: sweep.objective.aim: no such key: the nearest is metric"
        },
    };

    [Theory]
    [InlineData("[[1, [2]]]", "found a list: write a number, a word or a text in quotes")]
    [InlineData("[[1, 2], [1, 2]]", "1,2 stands in the list twice: keep one")]
    [InlineData("[[\"a,b\"]]", "a,b: a value within a list has no comma")]
    public void A_list_among_an_axis_s_values_holds_no_list_and_no_comma_and_stands_there_once(string axis, string what)
    {
        var refused = Assert.Throws<InvalidInputException>(() =>
            Example.Sweep("run = [a]", $"search-space {{ lr = {axis} }}"));

        Assert.Equal($"/jobs/example.hocon:5: sweep.search-space.lr: {what}", refused.Message);
    }

    [Theory]
    [MemberData(nameof(InTheProgramBlock))]
    public void What_is_wrong_with_a_program_is_told_with_its_place(string text, string problem) => Assert.Equal(
        [$"sweep.hocon:{problem}"],
        ProblemsOf(
            $$"""
            sweep {
              program { {{text}} }
              objective { metric = val_error, direction = minimize }
              search-space { lr = [0.1, 0.2] }
            }
            """));

    [Theory]
    [MemberData(nameof(InTheSweepBlock))]
    public void What_is_wrong_with_the_objective_is_told_with_its_place(string text, string problem) => Assert.Equal(
        [$"sweep.hocon:{problem}"],
        ProblemsOf(
            $$"""
            sweep {
              program { run = [a] }
              {{text}}
            }
            """));

    [Fact]
    public void A_pattern_that_could_take_for_ever_is_refused()
    {
        var problem = Assert.Single(ProblemsOf(
            """
            sweep {
              program { run = [a], pattern = "(?<val_error>x)\\1" }
              objective { metric = val_error, direction = minimize }
            }
            """));

        Assert.StartsWith("sweep.hocon:2: sweep.program.pattern: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once() => Assert.Equal(
        4,
        ProblemsOf(
            """
            sweep {
              program { run = [a, "{x}", "{y}"], timeout = 5, attempts = 0 }
              objective { metric = val_error, direction = minimize }
            }
            """).Length);

    [Fact]
    public void A_program_takes_every_default()
    {
        var program = (ProgramSpec)Example.Sweep("run = [a]").Objective;

        Assert.Equal(
            new ProgramSpec
            {
                Metric = "val_error",
                Direction = Direction.Minimize,
                Run = ["a"],
                Folder = "/jobs",
                Inherit = ["PATH", "HOME", "LANG"],
                Grace = TimeSpan.FromSeconds(10),
                MostAttempts = 3,
            },
            program);
    }

    [Fact]
    public void A_program_with_every_key_is_read_as_written()
    {
        var spec = SweepFileReader.Parse(
            """
            sweep {
              objective { metric = "val error", direction = maximize }
              program {
                run = [./run, 5, on, "{args}", "{lr}:{seed}", "{{", "ü 'x' \"y\" \\"]
                flag = [verbose]
                folder = "../code"
                files = [train.py, "lib/**"]
                environment { OMP_NUM_THREADS = 1, _a = "x y" }
                inherit = [PATH, LD_LIBRARY_PATH]
                secret = [API_KEY]
                timeout = 2h, silence = 10m, grace = 500ms
                attempts = 7
                result = best
                resources { memory = 1.5GiB }
              }
              search-space { verbose = [on, off], lr = [0.1] }
            }
            """,
            "/jobs/example.hocon",
            []);

        var expected = new ProgramSpec
        {
            Metric = "val error",
            Direction = Direction.Maximize,
            Run = ["./run", "5", "on", "{args}", "{lr}:{seed}", "{{", "ü 'x' \"y\" \\"],
            Flags = ["verbose"],
            Folder = "/code",
            Files = ["train.py", "lib/**"],
            Environment = Example.Program.Environment.Add("OMP_NUM_THREADS", "1").Add("_a", "x y"),
            Inherit = ["PATH", "LD_LIBRARY_PATH"],
            Secret = ["API_KEY"],
            Timeout = TimeSpan.FromHours(2),
            Silence = TimeSpan.FromMinutes(10),
            Grace = TimeSpan.FromMilliseconds(500),
            MostAttempts = 7,
            Memory = 3L << 29,
            Result = ResultRule.Best,
        };
        Assert.Equal(expected, spec.Objective);
        Assert.Equal(new Metric(0, "val error", Direction.Maximize), spec.Metric);
    }

    [Fact]
    public void The_list_of_what_is_inherited_may_be_empty() =>
        Assert.Empty(((ProgramSpec)Example.Sweep("run = [a], inherit = []").Objective).Inherit);

    private static string[] ProblemsOf(string text) =>
    [
        .. Assert.Throws<InvalidInputException>(() => SweepFileReader.Parse(text, "sweep.hocon", []))
            .Problems.Select(problem => problem.ToString()),
    ];
}

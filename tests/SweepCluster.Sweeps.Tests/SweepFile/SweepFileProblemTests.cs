using FsCheck.Fluent;
using SweepCluster.Problems;
using SweepCluster.Search.Samplers;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Sweeps.Tests.SweepFile;

/// <summary>Every rule of the sweep file, with its exact message.</summary>
public sealed class SweepFileProblemTests
{
    private static readonly string Samplers = ValueParsers.Listed(["grid", .. SamplerCatalog.Words]);

    // Line 1 opens the sweep, line 2 is the case's text.
    public static TheoryData<string, string> InTheSweepBlock => new()
    {
        { "nam = x", "2: sweep.nam: no such key: the nearest is name" },
        { "learning_rate = 1", "2: sweep.learning_rate: no such key here: write it as sweep.training.learning-rate" },
        { "name = My_Sweep", "2: sweep.name: found My_Sweep: write 1 to 64 of a-z, 0-9 and -" },
        { "name = \"\"", "2: sweep.name: found \"\": write 1 to 64 of a-z, 0-9 and -" },
        {
            "name = con",
            "2: sweep.name: con is a device of Windows, where no folder can be called so: write another name"
        },
        {
            "name = lpt0",
            "2: sweep.name: lpt0 is a device of Windows, where no folder can be called so: write another name"
        },
        { "seed = 1.5", "2: sweep.seed: found 1.5: write a whole number of at most 64 bits" },
        {
            "seed = 9223372036854775808",
            "2: sweep.seed: found 9223372036854775808: write a whole number of at most 64 bits"
        },
        { "repeats = 0", "2: sweep.repeats: found 0: write a whole number of at least 1" },
        {
            "objective = rmsee",
            "2: sweep.objective: found rmsee: write rmse, mae, validation-rmse or validation-mae (nearest: rmse)"
        },
        {
            "objective = validation-mae",
            "2: sweep.objective: validation-mae needs held-out rows: write dataset.validation = 0.2, say"
        },
        { "training = 3", "2: sweep.training: found 3: write a block, training { ... }" },
        { "training = [3]", "2: sweep.training: found a list: write a block, training { ... }" },
        { "seed { a = 1 }", "2: sweep.seed: found a block: write a whole number of at most 64 bits" },
        { "sampler = random", "1: sweep.trials: missing: write trials = 100, the number of configurations" },
        { "sampler = gird", $"2: sweep.sampler: found gird: write {Samplers} (nearest: grid)" },
        {
            "scheduler = ash",
            "2: sweep.scheduler: found ash: write none, halving, hyperband, median or asha (nearest: asha)"
        },
        {
            "scheduler { halfing { } }",
            "2: sweep.scheduler.halfing: no such key: the nearest is halving"
        },
        {
            "scheduler { halving { smallest = 11 } }",
            "2: sweep.scheduler.halving.smallest: found 11: write a whole number from 1 to 10"
        },
        {
            "scheduler { halving { reduction = 1 } }",
            "2: sweep.scheduler.halving.reduction: found 1: write a whole number from 2 to 1000"
        },
        {
            "scheduler { median { smallest = 2 } }",
            "2: sweep.scheduler.median.smallest: no such key here: write it as sweep.scheduler.halving.smallest"
        },
        { "scheduler { }", "2: sweep.scheduler: write one of them, such as scheduler { halving { } }" },
        {
            "scheduler { halving { }, asha { } }",
            "2: sweep.scheduler: write one of them, such as scheduler { halving { } }"
        },
        {
            "objective = mae, scheduler = median",
            "2: sweep.scheduler: median looks at a metric epoch by epoch, and mae is known at the end only: "
                + "rank on rmse, or write another"
        },
        {
            "scheduler = off",
            "2: sweep.scheduler: found off: write none, halving, hyperband, median or asha (nearest: none)"
        },
        {
            "trials = 256",
            "2: sweep.trials: "
                + "a grid runs all its points: leave it out, or write another sampler, such as sampler = auto"
        },
        {
            "stop { max-time = -1s }",
            "2: sweep.stop.max-time: found -1s: write a duration of at least 0s, such as 500ms, 90s, 5m, 1h or 2d"
        },
        {
            "stop { max-time = 90 }",
            "2: sweep.stop.max-time: found 90: write a duration of at least 0s, such as 500ms, 90s, 5m, 1h or 2d"
        },
        { "stop { goal = -1 }", "2: sweep.stop.goal: found -1: write a finite number of at least 0" },
        { "stop { max-failures = 1.5 }", "2: sweep.stop.max-failures: found 1.5: write a whole number of at least 0" },
        { "stop { maxtime = 1s }", "2: sweep.stop.maxtime: no such key: the nearest is max-time" },
        {
            "dataset.synthetic.rows = 0",
            "2: sweep.dataset.synthetic.rows: found 0: write a whole number from 1 to 100000000"
        },
        {
            "dataset.synthetic.rows = 100000001",
            "2: sweep.dataset.synthetic.rows: found 100000001: write a whole number from 1 to 100000000"
        },
        {
            "dataset.synthetic.features = 3",
            "2: sweep.dataset.synthetic.features: found 3: write a whole number from 4 to 1024"
        },
        {
            "dataset.synthetic.noise = -0.1",
            "2: sweep.dataset.synthetic.noise: found -0.1: write a finite number of at least 0"
        },
        {
            "dataset.synthetic.target = diff",
            "2: sweep.dataset.synthetic.target: found diff: write difference or extrapolation (nearest: difference)"
        },
        {
            "dataset.validation = 1",
            "2: sweep.dataset.validation: found 1: write a fraction from 0 up to, but not including, 1"
        },
        { "dataset.standardize = maybe", "2: sweep.dataset.standardize: found maybe: write on or off" },
        {
            "dataset { series { path = a.csv, column = v } }",
            "2: sweep.dataset.series: a second source of data beside synthetic (sweep.hocon:3): keep one of the two"
        },
        { "model.units = 2", "2: sweep.model.units: 2 unit(s) for 1 target(s): write units = 1" },
        { "model.use-bias = 1", "2: sweep.model.use-bias: found 1: write on or off" },
        {
            "model.kernel-initializer = glorot",
            "2: sweep.model.kernel-initializer: found glorot: "
                + "write glorot-uniform, zeros, ones, random-normal or a list of numbers (nearest: glorot-uniform)"
        },
        {
            "model.kernel-initializer = [1, 2, 3]",
            "2: sweep.model.kernel-initializer: found 3 number(s): write 4 (features times units, row by row)"
        },
        {
            "model.kernel-initializer = [1, 2, x, 4]",
            "2: sweep.model.kernel-initializer: found x: write a finite number"
        },
        {
            "model.bias-initializer = [1, 2]",
            "2: sweep.model.bias-initializer: found 2 number(s): write 1 (one per unit)"
        },
        {
            "model.bias-initializer = random-normal",
            "2: sweep.model.bias-initializer: "
                + "found random-normal: write zeros, ones or a list of numbers (nearest: ones)"
        },
        { "training.epochs = 0", "2: sweep.training.epochs: found 0: write a whole number of at least 1" },
        { "training.epochs = 2.5", "2: sweep.training.epochs: found 2.5: write a whole number of at least 1" },
        {
            "training.epochs = \"10\"",
            "2: sweep.training.epochs: found \"10\": write a whole number of at least 1, without quotes"
        },
        { "training.batch-size = -8", "2: sweep.training.batch-size: found -8: write a whole number of at least 1" },
        {
            "training.batch-size = 3000000000",
            "2: sweep.training.batch-size: found 3000000000: it is too large; write a whole number from 1 to 2147483647"
        },
        {
            "training.epochs = 2147483648",
            "2: sweep.training.epochs: found 2147483648: it is too large; write a whole number from 1 to 2147483647"
        },
        {
            "training.epochs = 1e300",
            "2: sweep.training.epochs: found 1e300: it is too large; write a whole number from 1 to 2147483647"
        },
        {
            "repeats = 2147483648",
            "2: sweep.repeats: found 2147483648: it is too large; write a whole number from 1 to 2147483647"
        },
        {
            "stop { max-failures = 9999999999 }",
            "2: sweep.stop.max-failures: found 9999999999: it is too large; write a whole number from 0 to 2147483647"
        },
        {
            "search-space.decay { uniform = [0, 1], count = 3000000000 }",
            "2: sweep.search-space.decay.count: "
                + "found 3000000000: it is too large; write a whole number from 1 to 2147483647"
        },
        {
            "training.learning-rate = 0",
            "2: sweep.training.learning-rate: found 0: write a finite number greater than 0"
        },
        {
            "training.learning-rate = NaN",
            "2: sweep.training.learning-rate: found NaN: write a finite number greater than 0"
        },
        {
            "training.learning-rate = 1e400",
            "2: sweep.training.learning-rate: found 1e400: it is beyond 1.8E+308, the largest number there is here; "
                + "write a finite number greater than 0"
        },
        {
            "training.learning-rate = 1e-400",
            "2: sweep.training.learning-rate: found 1e-400: it is nearer to 0 than 5E-324, "
                + "the smallest number there is here; write a finite number greater than 0"
        },
        {
            "training.decay = 1e-400",
            "2: sweep.training.decay: found 1e-400: it is nearer to 0 than 5E-324, the smallest number there is here; "
                + "write a finite number of at least 0"
        },
        {
            "training.decay = \"0.1\"",
            "2: sweep.training.decay: found \"0.1\": write a finite number of at least 0, without quotes"
        },
        { "training.lr = 1", "2: sweep.training.lr: no such key: the nearest is learning-rate" },
        { "lr = 1", "2: sweep.lr: no such key here: write it as sweep.training.learning-rate" },
        {
            "training.learning-rate = fast",
            "2: sweep.training.learning-rate: found fast: write a finite number greater than 0"
        },
        {
            "training.learning-rate = [0.1]",
            "2: sweep.training.learning-rate: found a list: write a finite number greater than 0"
        },
        { "training.decay = -1", "2: sweep.training.decay: found -1: write a finite number of at least 0" },
        {
            "training.beta-1 = 1",
            "2: sweep.training.beta-1: found 1: write a number from 0 up to, but not including, 1"
        },
        { "training.epsilon = 0", "2: sweep.training.epsilon: found 0: write a finite number greater than 0" },
        { "training.shuffle = 2", "2: sweep.training.shuffle: found 2: write on or off" },
        {
            "training.precision = float16",
            "2: sweep.training.precision: found float16: write float32 or float64 (nearest: float32)"
        },
        { "training.loss = mean", "2: sweep.training.loss: found mean: write rmse, mse or mae (nearest: mae)" },
        {
            "training.optimizer = adamm",
            "2: sweep.training.optimizer: found adamm: "
                + "write sgd, momentum, nesterov, adam, amsgrad, adamax, nadam, rmsprop, adagrad or adadelta "
                + "(nearest: adam)"
        },
        { "training.learningrate = 1", "2: sweep.training.learningrate: no such key: the nearest is learning-rate" },
        {
            "training.momentum = 0.9",
            "2: sweep.training.momentum: adam has no momentum: leave it out; it belongs to sgd, momentum or nesterov"
        },
        {
            "training.rho = 0.9",
            "2: sweep.training.rho: adam has no rho: leave it out; it belongs to rmsprop or adadelta"
        },
        {
            "training { optimizer = sgd, beta-2 = 0.9 }",
            "2: sweep.training.beta-2: sgd has no beta-2: leave it out; it belongs to adam, amsgrad, adamax or nadam"
        },
        {
            "training { optimizer = nadam, decay = 0.1 }",
            "2: sweep.training.decay: nadam has no time-based decay: write 0, or leave nadam out"
        },
        {
            "search-space { optimizer = [sgd, nadam], decay = [0, 0.1] }",
            "2: sweep.search-space.decay: nadam has no time-based decay: write 0, or leave nadam out"
        },
        {
            "search-space { optimizer = [sgd, nadam] }, training.decay = 0.1",
            "2: sweep.training.decay: nadam has no time-based decay: write 0, or leave nadam out"
        },
        {
            "search-space { optimizer = [adam, sgd], rho = [0.9] }",
            "2: sweep.search-space.rho: adam or sgd has no rho: leave it out; it belongs to rmsprop or adadelta"
        },
        {
            "search-space.lerning-rate = [1]",
            "2: sweep.search-space.lerning-rate: no such key: the nearest is learning-rate"
        },
        { "search-space.lr = [1]", "2: sweep.search-space.lr: no such key: the nearest is learning-rate" },
        { "search-space.LR = [1]", "2: sweep.search-space.LR: no such key: the nearest is learning-rate" },
        { "search-space.bs = [1]", "2: sweep.search-space.bs: no such key: the nearest is batch-size" },
        { "search-space.batch = [1]", "2: sweep.search-space.batch: no such key: the nearest is batch-size" },
        { "search-space.opt = [1]", "2: sweep.search-space.opt: no such key: the nearest is optimizer" },
        { "search-space.eps = [1]", "2: sweep.search-space.eps: no such key: the nearest is epsilon" },
        { "search-space.num_epochs = [1]", "2: sweep.search-space.num_epochs: no such key: the nearest is epochs" },
        { "search-space.units = [1]", "2: sweep.search-space.units: no such key here: write it as sweep.model.units" },
        {
            "search-space.learning-rate = 0.1",
            "2: sweep.search-space.learning-rate: found 0.1: an axis is a list: write [0.1]"
        },
        {
            "search-space.learning-rate = []",
            "2: sweep.search-space.learning-rate: the list is empty: write its values, or leave the axis out"
        },
        {
            "search-space.learning-rate = [0.1, 0.10]",
            "2: sweep.search-space.learning-rate: 0.1 stands in the list twice: keep one"
        },
        {
            "search-space.learning-rate = [0.1, -1]",
            "2: sweep.search-space.learning-rate: found -1: write a finite number greater than 0"
        },
        {
            "search-space.batch-size = [8, x]",
            "2: sweep.search-space.batch-size: found x: write a whole number of at least 1"
        },
        {
            "search-space.batch-size = [8, [16]]",
            "2: sweep.search-space.batch-size: found a list: write a whole number of at least 1"
        },
        {
            "search-space.batch-size { choice = 8 }",
            "2: sweep.search-space.batch-size.choice: found 8: write a list, such as [a, b]"
        },
        {
            "search-space.batch-size { choice = [8], count = 1 }",
            "2: sweep.search-space.batch-size.count: a list has its own length: leave count out"
        },
        {
            "search-space.decay { }",
            "2: sweep.search-space.decay: the axis has no values: "
                + "write [a, b], { uniform = [low, high], count = n }, { log-uniform = [low, high], count = n } "
                + "or { integer = [low, high] }"
        },
        {
            "search-space.decay { choice = [1], uniform = [0, 1], count = 2 }",
            "2: sweep.search-space.decay: choice and uniform at once: "
                + "write [a, b], { uniform = [low, high], count = n }, { log-uniform = [low, high], count = n } "
                + "or { integer = [low, high] }"
        },
        {
            "search-space.decay { uniform = [0, 1] }",
            "2: sweep.search-space.decay.count: "
                + "missing: write count = 5 (the sampler is grid, which needs the number of points)"
        },
        {
            "search-space.decay { uniform = [0, 1], count = 0 }",
            "2: sweep.search-space.decay.count: found 0: write a whole number of at least 1"
        },
        {
            "search-space.decay { uniform = [1, 0], count = 3 }",
            "2: sweep.search-space.decay.uniform: 1 is not below 0: write [low, high] with low < high"
        },
        {
            "search-space.decay { uniform = [1], count = 3 }",
            "2: sweep.search-space.decay.uniform: found a list: write the two ends, [low, high]"
        },
        {
            "search-space.decay { log-uniform = [0, 1], count = 3 }",
            "2: sweep.search-space.decay.log-uniform: found 0: the low end of log-uniform must be greater than 0"
        },
        {
            "search-space.decay { loguniform = [0, 1], count = 3 }",
            "2: sweep.search-space.decay.loguniform: no such key: the nearest is log-uniform"
        },
        {
            "search-space.beta-1 { uniform = [0, 0.99999999999999], count = 3 }",
            "2: sweep.search-space.beta-1.uniform: "
                + "its last point is 1: write a number from 0 up to, but not including, 1"
        },
        {
            "search-space.beta-1 { uniform = [0, 1], count = 3 }",
            "2: sweep.search-space.beta-1.uniform: found 1: write a number from 0 up to, but not including, 1"
        },
        {
            "search-space.epochs { uniform = [1, 3], count = 5 }",
            "2: sweep.search-space.epochs.count: "
                + "2 would stand among the 5 points twice: write a smaller count or a wider uniform"
        },
        {
            "search-space.epochs { log-uniform = [1, 8], count = 7 }",
            "2: sweep.search-space.epochs.count: "
                + "1 would stand among the 7 points twice: write a smaller count or a wider log-uniform"
        },
        {
            "search-space.decay { uniform = [1, 1.0000000000001], count = 3 }",
            "2: sweep.search-space.decay.count: "
                + "1 would stand among the 3 points twice: write a smaller count or a wider uniform"
        },
        {
            "search-space.loss { uniform = [0, 1], count = 2 }",
            "2: sweep.search-space.loss.uniform: the values of loss are words: write a list, such as [a, b]"
        },
        {
            "repeats = 2000, search-space { decay { uniform = [0, 1], count = 1073741 }, "
                + "epochs { uniform = [1, 2000000000], count = 2 } }",
            "2: sweep.search-space.epochs: more than 2147483591 trials, as many as results can hold, from here on: "
                + "write fewer points or fewer repeats"
        },
        {
            "search-space { learning-rate { uniform = [0.1, 1], count = 1000000000 }, "
                + "decay { uniform = [0, 1], count = 1000000000 } }",
            "2: sweep.search-space.decay: more than 2147483591 trials, as many as results can hold, from here on: "
                + "write fewer points or fewer repeats"
        },
        {
            "repeats = 2147483647, search-space.decay { uniform = [0, 1], count = 2147483647 }",
            "2: sweep.repeats: more than 2147483591 trials, as many as results can hold: write fewer repeats"
        },
    };

    // The whole file.
    public static TheoryData<string, string> Files => new()
    {
        { "", "1: the file says nothing: write sweep { ... }" },
        { "# nothing but a comment\n", "1: the file says nothing: write sweep { ... }" },
        { "sweep {}", "1: sweep.dataset: no data: write one of synthetic { ... }, csv { ... } and series { ... }" },
        { "sweep = 3", "1: sweep: found 3: write a block, sweep { ... }" },
        {
            "sweep { dataset { } }",
            "1: sweep.dataset: no data: write one of synthetic { ... }, csv { ... } and series { ... }"
        },
        { "sweep { dataset = 3 }", "1: sweep.dataset: found 3: write a block, dataset { ... }" },
        {
            "sweep { dataset { synthetic {} } }\nakka { loglevel = DEBUG }",
            "2: akka: no such key: the nearest is sweep"
        },
        { Csv("features = [x0], target = y"), "1: sweep.dataset.csv.path: missing: write path = \"data.csv\"" },
        { Csv("path = a.csv, target = y"), "1: sweep.dataset.csv.features: missing: write features = [x0, x1]" },
        { Csv("path = a.csv, features = [x0]"), "1: sweep.dataset.csv.target: missing: write target = y" },
        {
            Csv("path = a.csv, features = x0, target = y"),
            "1: sweep.dataset.csv.features: found x0: write a list of column names, such as [x0, x1]"
        },
        {
            Csv("path = a.csv, features = [], target = y"),
            "1: sweep.dataset.csv.features: the list is empty: write a list of column names, such as [x0, x1]"
        },
        {
            Csv("path = a.csv, features = [a, b, a], target = y"),
            "1: sweep.dataset.csv.features: 'a' stands in the list twice: keep one"
        },
        {
            Csv("path = a.csv, features = [a, b], target = b"),
            "1: sweep.dataset.csv.target: 'b' is a feature too: a target must not predict itself"
        },
        {
            Csv("path = \"win\\file.csv\", features = [a], target = y"),
            "1: sweep.dataset.csv.path: found \"win\\u000cile.csv\": " + Escape("f", "form feed")
        },
        {
            Csv("path = \"C:\\new.csv\", features = [a], target = y"),
            "1: sweep.dataset.csv.path: found \"C:\\u000aew.csv\": " + Escape("n", "new line")
        },
        {
            Csv("path = \"data\\table.csv\", features = [a], target = y"),
            "1: sweep.dataset.csv.path: found \"data\\u0009able.csv\": " + Escape("t", "tab")
        },
        {
            Csv("path = \"C:\\Users\\me.csv\", features = [a], target = y"),
            "1: sweep.dataset.csv.path: '\\U' is no escape: write \\\\ for a backslash, or / between folders"
        },
        {
            Csv("path = a.csv, features = [\"a\\b\"], target = y"),
            "1: sweep.dataset.csv.features: found \"a\\u0008\": " + Escape("b", "backspace")
        },
        {
            Csv("path = a.csv, features = [\"\u00f6\", \"o\u0308\"], target = y"),
            "1: sweep.dataset.csv.features: '\u00f6' stands in the list twice: keep one"
        },
        {
            Csv("path = a.csv, features = [\"\u00f6\"], target = \"o\u0308\""),
            "1: sweep.dataset.csv.target: 'o\u0308' is a feature too: a target must not predict itself"
        },
        {
            Csv("path = a.csv, features = [a, b], target = [y, z]"),
            "1: sweep.model.units: 1 unit(s) for 2 target(s): write units = 2"
        },
        {
            Csv("path = a.csv, features = [a, b], target { y = 1 }"),
            "1: sweep.dataset.csv.target: found a block: write a column's name, or a list of them"
        },
        { Series("column = v"), "1: sweep.dataset.series.path: missing: write path = \"data.csv\"" },
        { Series("path = a.csv"), "1: sweep.dataset.series.column: missing: write column = NAME" },
        {
            Series("path = a.csv, column = v, window = 0"),
            "1: sweep.dataset.series.window: found 0: write a whole number from 1 to 1024"
        },
        {
            Series("path = a.csv, column = v, horizon = 0"),
            "1: sweep.dataset.series.horizon: found 0: write a whole number of at least 1"
        },
    };

    public static TheoryData<string, string> Options => new()
    {
        {
            "training.epochs=0",
            "--set training.epochs=0: sweep.training.epochs: found 0: write a whole number of at least 1"
        },
        {
            "sweep.training.epochs=0",
            "--set sweep.training.epochs=0: sweep.training.epochs: found 0: write a whole number of at least 1"
        },
        { "training.epoch=3", "--set training.epoch=3: sweep.training.epoch: no such key: the nearest is epochs" },
        {
            "training.epochs",
            "--set training.epochs: not an assignment to a key: write --set KEY=VALUE, such as --set training.epochs=3"
        },
        { "=3", "--set =3: not an assignment to a key: write --set KEY=VALUE, such as --set training.epochs=3" },
        {
            "training..epochs=3",
            "--set training..epochs=3: not an assignment to a key: "
                + "write --set KEY=VALUE, such as --set training.epochs=3"
        },
        { "training.epochs=", "--set training.epochs=: sweep.training.epochs: the value is missing: write one" },
        {
            "training.epochs=3 4",
            "--set training.epochs=3 4: sweep.training.epochs: "
                + "'4' after the value: write one value, in quotes if it has spaces"
        },
        {
            "search-space.decay=[0.1",
            "--set search-space.decay=[0.1: sweep.search-space.decay: '[' is never closed: add its ']'"
        },
        {
            "training.decay=0",
            "--set training.decay=0: sweep.training.decay: "
                + "no effect, for it is an axis of the search space: write search-space.decay=[VALUE]"
        },
    };

    [Theory]
    [MemberData(nameof(InTheSweepBlock))]
    public void A_wrong_setting_is_refused_with_its_place_its_path_and_what_would_be_right(string line, string expected)
    {
        var text = $"sweep {{\n{line}\ndataset.synthetic.target = difference\n}}";
        if (line.StartsWith("dataset.synthetic.target", StringComparison.Ordinal))
            text = $"sweep {{\n{line}\n}}";

        Assert.Equal([$"sweep.hocon:{expected}"], ProblemsOf(text));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_wrong_file_is_refused_with_its_place_its_path_and_what_would_be_right(string text, string expected) =>
        Assert.Equal([$"sweep.hocon:{expected}"], ProblemsOf(text));

    [Theory]
    [MemberData(nameof(Options))]
    public void A_wrong_option_is_refused_and_quoted(string set, string expected) => Assert.Equal(
        [expected],
        ProblemsOf("sweep { dataset.synthetic {}, search-space.decay = [0, 1] }", set));

    [Fact]
    public void A_file_without_the_sweep_block_has_a_problem_for_that_besides_those_of_its_keys() => Assert.Equal(
        [
            "sweep.hocon:1: name: no such key here: write it as sweep.name",
            "sweep.hocon:1: no sweep block: write sweep { ... } around everything",
        ],
        ProblemsOf("name = a"));

    [Fact]
    public void A_file_named_like_a_device_of_Windows_needs_another_name_in_it()
    {
        var problems = Assert.Throws<InvalidInputException>(() =>
            SweepFileReader.Parse("sweep { dataset.synthetic {} }", "aux.hocon", [])).Problems;

        Assert.StartsWith(
            "aux.hocon:1: sweep.name: aux is a device of Windows",
            Assert.Single(problems).ToString(),
            StringComparison.Ordinal);
        var named = SweepFileReader.Parse("sweep { name = aux-1, dataset.synthetic {} }", "aux.hocon", []);
        Assert.Equal("aux-1", named.Name);
    }

    [Fact]
    public void A_name_that_neither_the_file_nor_its_own_name_gives_is_asked_for()
    {
        var problems = Assert.Throws<InvalidInputException>(() =>
            SweepFileReader.Parse("sweep { dataset.synthetic {} }", "My Sweep.hocon", [])).Problems;

        Assert.Equal(
            [
                "My Sweep.hocon:1: sweep.name: left out, and the file's own name is none: "
                    + "write name = 1 to 64 of a-z, 0-9 and -",
            ],
            problems.Select(p => p.ToString()));
    }

    [Fact]
    public void All_problems_are_reported_at_once_in_the_order_of_the_file_and_then_the_options() => Assert.Equal(
        [
            "sweep.hocon:2: sweep.sed: no such key: the nearest is seed",
            "sweep.hocon:3: sweep.dataset.validation: "
                + "a second setting on one line: put a comma or a new line before it",
            "sweep.hocon:4: sweep.training.epochs: the value is missing: write one",
            "sweep.hocon:5: sweep.training.learning-rate: found -1: write a finite number greater than 0",
            "sweep.hocon:8: sweep.search-space.batch-size: found 0: write a whole number of at least 1",
            "--set repeats=0: sweep.repeats: found 0: write a whole number of at least 1",
        ],
        ProblemsOf(
            """
            sweep {
              sed = 42
              dataset { synthetic {} validation = 0.1 }
              training { epochs =
                learning-rate = -1
              }
              search-space { batch-size = [8,
                0
              ] }
            }
            """,
            "repeats=0"));

    [Fact]
    public void The_first_of_very_many_problems_are_listed_and_the_others_counted()
    {
        var keys = string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"key{i} = 1"));
        var problems = ProblemsOf($"sweep {{\ndataset.synthetic {{}}\n{keys}\n}}").ToList();

        Assert.Equal(51, problems.Count);
        Assert.Equal("sweep.hocon:53: 950 more problems from here on", problems[^1]);
    }

    [Fact]
    public void Whatever_a_sweep_file_holds_its_problems_are_short_plain_lines() => Properties.Hold(
        Gen.Elements(
            "sweep {", "}", "[", "]", "\n", "=", ",", "dataset", "synthetic {}", "csv { path = \"", "features = [",
            "training.epochs", "\"", "\\", "\\f", "1e400", "lr", "\u001b]0;t\u0007", "\u009b", "\u202e", "\u2028",
            "\u00a0", "\0", "\ud800", "${x", "include \"", "\"\"\"", new string('x', 10_000))
            .ListOf().Select(parts => string.Concat(parts)),
        text =>
        {
            try
            {
                SweepFileReader.Parse(text, "sweep\u001b[2J.hocon", [$"training.{text}"]);
            }
            catch (InvalidInputException invalid)
            {
                var lines = invalid.Problems.Select(problem => problem.ToString()).ToList();
                Assert.All(lines, line => Assert.Equal(line, Shown.Line(line)));
                Assert.All(lines, line => Assert.InRange(line.Length, 1, 2000));
            }
        });

    private static string Escape(string letter, string name) => "a backslash in quotes begins an escape, such as "
        + $@"\{letter} for a {name}: write \\ for a backslash, or / between folders";

    private static string Csv(string keys) => $"sweep {{ dataset {{ csv {{ {keys} }} }} }}";

    private static string Series(string keys) => $"sweep {{ dataset {{ series {{ {keys} }} }} }}";

    private static IEnumerable<string> ProblemsOf(string text, params string[] sets) =>
        Assert.Throws<InvalidInputException>(() => SweepFileReader.Parse(text, "sweep.hocon", sets))
            .Problems.Select(p => p.ToString());
}

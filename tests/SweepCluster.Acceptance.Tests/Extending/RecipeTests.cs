using SweepCluster.Acceptance.Tests.Installing;

namespace SweepCluster.Acceptance.Tests.Extending;

/// <summary>
/// What docs/EXTENDING.md says is enough: a copy of the sources with one more of each kind builds without a warning,
/// passes the tests that follow from the catalogues, and trains.
/// </summary>
/// <remarks>A kind of objective has AnotherKindTests.</remarks>
public sealed class RecipeTests : TemporaryFolder
{
    private const string Training = "src/SweepCluster.Training";
    private const string Search = "src/SweepCluster.Search";

    private static readonly string[] Sources =
        ["src", "tests", ".editorconfig", "Directory.Build.props", "Directory.Packages.props", "global.json"];

    private static readonly Recipe Loss = new(
        [
            $"{Training}/Kernel/Losses/PseudoHuberLoss.cs",
            "tests/SweepCluster.Training.Tests/Kernel/Losses/PseudoHuberLossTests.cs",
        ],
        [
            new(
                $"{Training}/Model/LossKind.cs",
                "    Mae,",
                "    /// <summary>Pseudo-Huber.</summary>\n    PseudoHuber,"),
            new(
                $"{Training}/Model/LossCatalog.cs",
                "\"mae\", LossShape.Signs, IsOfSquares: false),",
                "        new(LossKind.PseudoHuber, \"pseudo-huber\", LossShape.Squares, IsOfSquares: false),"),
            new(
                $"{Training}/Kernel/Steps/KernelCatalog.cs",
                "MaeLoss<TLanes, T>>(layout),",
                "            LossKind.PseudoHuber =>\n"
                    + "                WithLoss<TLanes, T, TOptimizer, PseudoHuberLoss<TLanes, T>>(layout),"),
        ]);

    private static readonly Recipe Optimizer = new(
        [
            $"{Training}/Kernel/Optimizers/SignDescent.cs",
            "tests/SweepCluster.Training.Tests/Kernel/Optimizers/SignDescentTests.cs",
        ],
        [
            new(
                $"{Training}/Model/OptimizerKind.cs",
                "    AdaDelta,",
                "    /// <summary>Steps of one length.</summary>\n    SignDescent,"),
            new(
                $"{Training}/Model/OptimizerCatalog.cs",
                "new() { LearningRate = 1, Rho = 0.95, Epsilon = Epsilon }),",
                "        new(OptimizerKind.SignDescent, \"sign-descent\", Adaptive, new() { LearningRate = 0.001 }),"),
            new(
                $"{Training}/Kernel/Steps/KernelCatalog.cs",
                "Nadam<TLanes, T>>(loss, layout),",
                "            OptimizerKind.SignDescent =>\n"
                    + "                WithOptimizer<TLanes, T, SignDescent<TLanes, T>>(loss, layout),"),
        ]);

    private static readonly Recipe Setting = new(
        [],
        [
            new(
                $"{Training}/Model/Hyperparameters.cs",
                "    public required double Epsilon { get; init; }",
                "    /// <summary>Gradients up to this size move nothing.</summary>\n"
                    + "    public double DeadZone { get; init; }"),
            new(
                $"{Training}/Model/Hyperparameters.cs",
                "        Epsilon = 1,",
                "        DeadZone = 0,"),
            new($"{Training}/Kernel/Optimizers/LaneSetting.cs", "    OneMinusRho,", "    DeadZone,"),
            new(
                $"{Training}/Kernel/Optimizers/LaneSetting.cs",
                "LaneSetting.Epsilon => trial.Epsilon,",
                "        LaneSetting.DeadZone => trial.DeadZone,"),
            new(
                "src/SweepCluster.Objectives/Linear/Spec/Settings.cs",
                "        new(Epochs, Counting, (h, v) => h with { Epochs = (int)v.Number }) { IsWhole = true },",
                "        new(\"dead-zone\", NotNegative, (h, v) => h with { DeadZone = v.Number })\n"
                    + "        {\n            IsOfLane = true,\n        },"),
        ]);

    private static readonly Recipe Sampler = new(
        [$"{Search}/Samplers/HaltonSampler.cs"],
        [
            new(
                $"{Search}/Samplers/SamplerCatalog.cs",
                "new SobolSampler(space, seed)),",
                "        new(\"halton\", \"fills the search space in prime bases\", Learns: false,\n"
                    + "            (space, seed, _) => new HaltonSampler(space, seed)),"),
        ]);

    private static readonly Recipe Scheduler = new(
        [$"{Search}/Schedulers/OneRungScheduler.cs"],
        [
            new(
                $"{Search}/Schedulers/SchedulerCatalog.cs",
                "settings => new AshaScheduler(settings)),",
                "        new(\"one-rung\", \"compares each few once\",\n"
                    + "            (reduction, full) => Part(reduction, full, 1),\n"
                    + "            settings => new OneRungScheduler(settings)),"),
        ]);

    private static readonly Recipe Source = new(
        [
            $"{Training}/Data/FriedmanSource.cs",
            "src/SweepCluster.Objectives/Tables/FriedmanBlock.cs",
            "tests/SweepCluster.Training.Tests/Data/FriedmanContractTests.cs",
        ],
        [
            new(
                "src/SweepCluster.Objectives/Tables/SourceCatalog.cs",
                "        new SeriesBlock(),",
                "        new FriedmanBlock(),"),
        ]);

    [Fact]
    [Trait("Length", "long")]
    public async Task One_more_of_each_kind_is_its_file_and_its_line()
    {
        var root = Copy();
        foreach (var recipe in new[] { Loss, Optimizer, Setting, Sampler, Scheduler, Source })
            recipe.AddTo(root);

        await Build("src/SweepCluster.Cli");
        await Test("Training", "PseudoHuberLossTests", "SignDescentTests", "FriedmanContractTests");
        await Test("Search", "SamplerTests", "SchedulerTests");
        await Train("search", """
            sampler = halton, trials = 9, scheduler = one-rung, dataset { friedman { rows = 200 } }
            search-space { learning-rate = { log-uniform = [0.001, 0.1] }, dead-zone = { uniform = [0, 0.5] } }
            training { loss = pseudo-huber, optimizer = sign-descent, epochs = 9 }
            """);
        await Train("grid", """
            dataset { friedman { rows = 200 } }, training { epochs = 2 }
            search-space { loss = [pseudo-huber, mse], optimizer = [sign-descent, adam] }
            """);
    }

    private string Copy()
    {
        var root = In("copy");
        foreach (var source in Sources.Select(name => Path.Combine(Repository.Root, name)))
        {
            if (File.Exists(source))
                CopyFile(source);
            else
                Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).ToList().ForEach(CopyFile);
        }

        return root;

        void CopyFile(string file)
        {
            var copy = Path.Combine(root, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private Task<string> Build(string project) =>
        Outside.Succeed("dotnet", "build", In("copy", project), "-c", "Release", "--nologo", "-v", "quiet");

    private async Task Test(string room, params string[] classes)
    {
        var project = $"SweepCluster.{room}.Tests";
        await Build($"tests/{project}");
        var ended = await Outside.Succeed(
            "dotnet",
            [
                "exec", In("copy", "artifacts", "bin", project, "release", $"{project}.dll"),
                .. classes.SelectMany(name => new[] { "-class", $"*.{name}" }),
            ]);
        Assert.DoesNotContain("Total: 0,", ended, StringComparison.Ordinal);
    }

    private async Task Train(string name, string sweep)
    {
        var file = Write($"{name}.hocon", $"sweep {{ name = {name}\n{sweep}\n}}");
        var command = In("copy", "artifacts", "bin", "SweepCluster.Cli", "release", "sweep.dll");
        await Outside.Succeed("dotnet", "exec", command, "plan", file);
        await Outside.Succeed("dotnet", "exec", command, "run", file, "--out", In(name), "--quiet");
        Assert.All(Summary.Read(In(name)), row => Assert.NotEqual("FAILED", row["state"]));
        await Outside.Succeed("dotnet", "exec", command, "verify", In(name));
    }
}

using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Tests.Linear.Spec;

public sealed class HyperparameterResolverTests
{
    public static TheoryData<OptimizerKind> Optimizers => [.. Enum.GetValues<OptimizerKind>()];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void An_optimizer_brings_its_own_defaults_and_the_rest_is_neutral(OptimizerKind optimizer)
    {
        var own = OptimizerCatalog.Of(optimizer).Defaults;
        var spec = Spec($"training.optimizer={LinearWords.Optimizers.Of(optimizer)}");

        Assert.Equal(
            new Hyperparameters
            {
                Loss = LossKind.Rmse,
                Optimizer = optimizer,
                Epochs = 10,
                BatchSize = 32,
                LearningRate = own.LearningRate,
                Decay = 0,
                Momentum = own.Momentum ?? 0,
                Beta1 = own.Beta1 ?? 0.9,
                Beta2 = own.Beta2 ?? 0.999,
                Rho = own.Rho ?? 0.9,
                Epsilon = own.Epsilon ?? 1e-7,
                ScheduleDecay = own.ScheduleDecay ?? 0.004,
                Shuffle = true,
                Precision = Precision.Float32,
            },
            HyperparameterResolver.Resolve(spec, spec.SearchSpace[0]));
    }

    [Fact]
    public void A_fixed_setting_overrides_the_default_and_an_axis_both()
    {
        var spec = SweepFileReader.Parse(
            """
            sweep {
              dataset.synthetic {}
              training {
                learning-rate = 0.5, epsilon = 1e-3, loss = mae, shuffle = off, precision = float64, epochs = 3
              }
              search-space { decay = [0, 0.1], batch-size = [8, 16], beta-1 = [0.5], loss = [mse] }
            }
            """,
            "a.hocon", []);

        var last = HyperparameterResolver.Resolve(spec, spec.SearchSpace[3]);

        Assert.Equal(
            HyperparameterResolver.Resolve(Spec(), Spec().SearchSpace[0]) with
            {
                LearningRate = 0.5,
                Epsilon = 1e-3,
                Loss = LossKind.Mse,
                Shuffle = false,
                Precision = Precision.Float64,
                Epochs = 3,
                Decay = 0.1,
                BatchSize = 16,
                Beta1 = 0.5,
            },
            last);
    }

    [Fact]
    public void An_axis_of_optimizers_gives_each_its_own_defaults_and_leaves_unused_settings_neutral()
    {
        var spec = Spec("search-space={rho=[0.5], optimizer=[sgd, adadelta, nadam], momentum=[0.7]}");
        var resolver = new HyperparameterResolver(spec);

        var all = Enumerable.Range(0, 3).Select(i => resolver.Resolve(spec.SearchSpace[i])).ToList();

        Assert.Equal([0.01, 1.0, 0.002], all.Select(h => h.LearningRate));
        Assert.Equal([0.9, 0.5, 0.9], all.Select(h => h.Rho));
        Assert.Equal([0.7, 0, 0], all.Select(h => h.Momentum));
    }

    [Fact]
    public void Every_setting_has_a_name_for_files_and_one_for_columns()
    {
        Assert.Equal(Settings.All.Select(setting => setting.Name).Distinct(), Settings.Rules.Names);
        Assert.Equal("learning_rate", new Parameter(Settings.LearningRate, new Domain.Choice([])).Column);
        Assert.Equal("beta_1", ColumnNames.Of("beta-1"));
        Assert.Equal("validation_rmse", LinearSchema.Of(Spec().Linear()).Metrics[LinearSchema.ValidationRmse].Column);
    }

    private static SweepSpec Spec(params string[] sets) =>
        SweepFileReader.Parse("sweep { dataset.synthetic {} }", "a.hocon", sets);
}
